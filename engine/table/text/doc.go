// Package text takes the bytes of a person's table file apart into rows of
// cells: it recognises formats, unpacks gzip, decodes text, finds out how the
// cells are separated and splits them. What the cells mean is for packages
// cell and table.
package text
