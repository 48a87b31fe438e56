package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// onePage is the name of the page that contains all of its files.
const onePage = "bonsai.html"

var (
	styleSheet   = regexp.MustCompile(`<link rel="stylesheet" href="([^"]*)">`)
	script       = regexp.MustCompile(`<script src="([^"]*)" defer></script>`)
	policy       = regexp.MustCompile(`\s*<meta http-equiv="Content-Security-Policy"[^>]*>`)
	manifestLink = regexp.MustCompile(`\s*<link rel="manifest"[^>]*>`)
)

// single returns the page as one file, which a browser opens without a server, for
// example from a USB stick. Scripts, the style sheet and the icon take the place of the
// elements that name them. What the loader fetches is in the element
//
//	<script type="application/json" id="carried">{"page.wasm": "9Ixb…", …}</script>
//
// compressed with gzip, which browsers can undo, and in base85. page is the index as it
// is in the sources, and files are the assets compressed with gzip and otherwise.
func single(page []byte, assets []asset, files map[string][]byte, gzip coding) ([]byte, error) {
	bodies := map[string][]byte{}
	carried := map[string]string{}
	for _, a := range assets {
		bodies[a.name] = a.body
		packed := files[a.url+gzip.extension]
		if packed == nil { // gzip does not make it smaller
			var err error
			if packed, err = gzip.compress(a.body); err != nil {
				return nil, err
			}
		}
		carried[a.name] = base85(packed)
	}
	var problem error
	replace := func(pattern *regexp.Regexp, before, after string) {
		page = pattern.ReplaceAllFunc(page, func(match []byte) []byte {
			name := string(pattern.FindSubmatch(match)[1])
			body, ok := bodies[name]
			end := after[:strings.IndexByte(after, '>')]
			if !ok || bytes.Contains(body, []byte(end)) {
				problem = fmt.Errorf("%s: %s is not among the files of the page, or has %q in it", onePage, name, end)
			}
			return []byte(before + string(body) + after)
		})
	}
	page = policy.ReplaceAll(page, nil) // its scripts are in it
	page = manifestLink.ReplaceAll(page, nil)
	replace(styleSheet, "<style>", "</style>")
	replace(script, `<script type="module">`, "</script>")                            // a module runs when the page is there, as with defer
	for _, name := range []string{"style.css", "loader.js", "service.js", manifest} { // the workers need wasm_exec.js too
		delete(carried, name)
	}
	for name, body := range bodies {
		if strings.HasSuffix(name, ".svg") {
			page = bytes.ReplaceAll(page, []byte(`"`+name+`"`), []byte(`"data:image/svg+xml;base64,`+base64.StdEncoding.EncodeToString(body)+`"`))
		}
	}
	if problem != nil {
		return nil, problem
	}
	table, err := json.Marshal(carried)
	if err != nil {
		return nil, err
	}
	page, err = rewrite(page, assets)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", onePage, err)
	}
	before, after, _ := bytes.Cut(page, []byte("</head>"))
	element := fmt.Sprintf("<script type=\"application/json\" id=\"carried\">%s</script>\n</head>", table)
	return bytes.Join([][]byte{before, after}, []byte(element)), nil
}
