// Package browser drives the page in a real browser, for the tests in this folder and
// for the table of accuracies in the README.
//
// A [Page] has the actions of a person: open, click, drag, type, look. [Chromium]
// drives Chromium; [Firefox] and [WebKit] do fewer of the actions, for the tests in
// package engines.
package browser
