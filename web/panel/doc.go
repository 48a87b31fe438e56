// Package panel says what the panels of the page show of a snapshot: their
// texts, the state of their controls, their charts, lists and tables. A panel
// a file, each a plain function of what it shows, so that all of it is tested
// without a browser.
//
// A map of texts is by the names of their places in index.html (data-out). The
// commands in the data-command and data-change attributes are those that the
// page's program binds.
package panel
