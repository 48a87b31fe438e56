package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// fixed are the files that are published under their own names: a browser asks for
// the service worker and the manifest of an installed page by the names that they had
// when it was installed.
var fixed = []string{index, "service.js", manifest}

// manifest is what a browser needs to know to install the page. It names the icon.
const manifest = "manifest.webmanifest"

// name sets the url of every asset, and replaces the names in the manifest by these
// urls.
func name(assets []asset) error {
	var installed *asset
	icons := map[string]string{} // the urls of pictures, by their names
	for i := range assets {
		a := &assets[i]
		if slices.Contains(fixed, a.name) {
			if a.url = a.name; a.name == manifest {
				installed = a
			}
			continue
		}
		extension := path.Ext(a.name)
		a.url = strings.TrimSuffix(a.name, extension) + "." + sum(a.body)[:10] + extension
		if extension == ".svg" {
			icons[a.name] = a.url
		}
	}
	if installed == nil {
		return nil
	}
	var unknown string
	installed.body = source.ReplaceAllFunc(installed.body, func(match []byte) []byte {
		url, ok := icons[string(source.FindSubmatch(match)[1])]
		if !ok {
			unknown = string(match)
		}
		return []byte(`"src": "` + url + `"`)
	})
	if unknown != "" {
		return fmt.Errorf("%s: %s is not among the files of the page", manifest, unknown)
	}
	return nil
}

// source is where a manifest names a picture.
var source = regexp.MustCompile(`"src": "([^"]*)"`)

// sum returns the SHA-256 of body in hexadecimal.
func sum(body []byte) string {
	hash := sha256.Sum256(body)
	return hex.EncodeToString(hash[:])
}

var (
	reference   = regexp.MustCompile(`(\s(?:href|src)=")([^"]*)(")`)
	outside     = regexp.MustCompile(`^(#|[a-z][a-z0-9+.-]*:)`) // a fragment, or an address with a scheme
	assetsBlock = []byte(`<script type="application/json" id="assets">{}</script>`)
)

// rewrite replaces the names in href and src attributes by the assets' urls, and
// fills the table for the loader. A name that is not an asset is an error.
func rewrite(html []byte, assets []asset) ([]byte, error) {
	urls := map[string]string{}
	for _, a := range assets {
		urls[a.name] = a.url
	}
	var unknown []string
	html = reference.ReplaceAllFunc(html, func(match []byte) []byte {
		parts := reference.FindSubmatch(match)
		target := string(parts[2])
		url, ok := urls[target]
		if !ok {
			if !outside.MatchString(target) {
				unknown = append(unknown, fmt.Sprintf("%q", target))
			}
			return match
		}
		return []byte(string(parts[1]) + url + string(parts[3]))
	})
	if unknown != nil {
		return nil, fmt.Errorf("href or src refers to %s, which is not among the files of the page", strings.Join(unknown, ", "))
	}

	if n := bytes.Count(html, assetsBlock); n != 1 {
		return nil, fmt.Errorf("this element is there %d times, and must be there once: %s", n, assetsBlock)
	}
	table, err := loaderTable(assets)
	if err != nil {
		return nil, err
	}
	filled := bytes.Replace(assetsBlock, []byte("{}"), table, 1)
	return bytes.Replace(html, assetsBlock, filled, 1), nil
}

// loaderTable returns the table from which the loader takes each asset's url and, for
// the progress bar, its size. encoding/json sorts the names, so the same assets give
// the same table, and escapes '<', so the table cannot end the script element.
func loaderTable(assets []asset) ([]byte, error) {
	type entry struct {
		URL   string `json:"url"`
		Bytes int    `json:"bytes"` // uncompressed, as the loader counts them
	}
	table := map[string]entry{}
	for _, a := range assets {
		if !slices.Contains(fixed, a.name) {
			table[a.name] = entry{a.url, len(a.body)}
		}
	}
	return json.Marshal(table)
}
