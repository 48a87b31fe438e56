// Package browser drives the page in a real browser, for the tests beside it
// and for the table in the README.
//
// A [Page] has the few steps that a person takes: open, click, drag, type,
// look. [Chromium] drives Debian's chromium; another engine needs another
// implementation of [Browser] and nothing else.
package browser
