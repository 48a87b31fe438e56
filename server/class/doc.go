// Package class lets a class work together: students' pages follow the
// teacher's page live, hand in results, and answer polls. It has no accounts
// and sets no cookies.
//
// Pages talk to it over HTTP. Requests are relative to the page; bodies and
// answers are JSON unless said otherwise. Errors are sentences in plain text
// with an HTTP status:
//
//	400 the request is malformed      403 only the teacher's page may do this
//	404 there is no such thing        409 not now (hand-in or poll is closed)
//	413 the body is too large         429 too many requests: try again soon
//	503 no more room, or the servers of a class have lost each other
//
// # Students
//
// A student's page chooses a random id, 8 to 32 letters and digits, once for
// each tab.
//
//	GET  class/events?id=ID&state=following      the student stream, see below
//	POST class/report  {"id": "…", "state": "following"}
//	POST class/result  {"id": "…", "link": "#1.…", "accuracy": 0.967, "bytes": 412, "connections": 62, "data": "5f0c…", "name": "Ada"}
//	                   answers 201 {"result": "9f3c…"}
//	POST class/vote    {"id": "…", "poll": "p1", "choice": 0}
//	GET  class/results/RESULT                    one result with its link, if the board is shown
//
// A state is "following", "exploring" or "gone". A page reports its state when
// it changes, and every 45 seconds in between; navigator.sendBeacon reports
// "gone" when the page is left. A student whose stream has ended counts as gone
// after 10 seconds, and without reports after 100 seconds.
//
// A browser opens no more than six connections to a server. Several tabs should
// therefore share one stream: one of them opens it and passes its events on
// through a BroadcastChannel. Each tab reports under its own id. The others
// notice by the missing beats that the tab has gone, and one of them opens the
// next stream.
//
// # The teacher
//
// The teacher's page is opened with ?teach=SECRET. It should remove that from
// its address, keep the secret for the tab, and exchange it for a token, so that
// over http the secret crosses the network as rarely as possible:
//
//	POST class/token   with the header X-Class-Secret: SECRET, or Authorization: Bearer TOKEN
//	                   answers {"token": "…", "seconds": 60}
//
// A token is valid for the given time and only from the same network address.
// The page renews it, with the token itself, after half of that time; if that
// fails with 403 it uses the secret again. All other requests of the teacher's
// page have the header Authorization: Bearer TOKEN, except those that can't have
// headers, which have ?token=TOKEN:
//
//	GET  class/teacher?token=TOKEN               the teacher stream, see below
//	POST class/link       {"link": "#1.…", "revision": 7}
//	POST class/live       any object, up to 8 kB
//	POST class/mode       any object, up to 8 kB, or null
//	POST class/challenge  any object, up to 8 kB, or null
//	POST class/poll       {"id": "p1", "question": "…", "choices": ["up", "down"], "open": true, "shown": false}, or null
//	POST class/board      {"open": true, "askNames": false, "shown": false, "showNames": false}
//	POST class/verify     {"result": "9f3c…", "verified": true}
//	POST class/remove     {"result": "9f3c…"}; {} removes all results
//	GET  class/results.csv?token=TOKEN           all results as a table
//
// Those that POST answer 204.
//
// The link is the experiment at rest. Live events say what happens to it: an
// operation, and how far it has come, for example
//
//	{"revision": 7, "operation": {"name": "train", "epochs": 10}, "steps": 240}
//
// Only the newest live event is kept, and a slow phone does not see all of them,
// so each must be complete by itself: it names the revision of the link that it
// continues, and the students' pages compute the rest. A new link ends it. What
// a mode or a challenge means is up to the pages. While a poll's id stays the
// same, its votes are kept; "shown" shows the counts to the students. The
// board's "open" lets students hand in results, "askNames" keeps the names that
// they give, "shown" shows the results to the class and "showNames" the names.
//
// # Streams
//
// Both streams are server-sent events. An event's data is one line of JSON.
// After a break, the browser's EventSource continues with what has changed
// since. "reset" comes first whenever the page must forget what it knows,
// because everything there is follows; "beat" comes at least every 5 seconds,
// and after 15 seconds of silence the connection is dead.
//
// Both:
//
//	event: reset      data: {}
//	event: beat       data: {}
//	event: link       data: {"link": "#1.…", "revision": 7}
//	event: mode       data: what the teacher's page sent; null if nothing
//	event: challenge  data: what the teacher's page sent; null if nothing
//	event: poll       data: {"id": "p1", "question": "…", "choices": ["up", "down"], "open": true, "shown": false}; null if there is none
//	event: votes      data: {"poll": "p1", "counts": [3, 9]}
//	event: board      data: {"open": true, "askNames": false, "shown": true, "showNames": false}
//	event: result     data: {"result": "9f3c…", "name": "Ada", "link": "#1.…", "accuracy": 0.967, "bytes": 412, "connections": 62, "data": "5f0c…", "verified": true, "time": 1767225600000}
//	event: removed    data: {"result": "9f3c…"}
//	event: cleared    data: {}
//
// Students get votes and results only if they are shown, results without links,
// and names only if those are shown. In addition they get
//
//	event: live       data: what the teacher's page sent; null once a newer link has ended it
//	event: full       data: {"limit": 10000}, or {"limitPerAddress": 300}
//
// After "full" the stream ends: the class has no room for this page, or for more
// pages from its network address. The page may try again after a minute. The
// teacher gets
//
//	event: counts     data: {"following": 24, "exploring": 3, "gone": 1, "full": false}
//
// where full is true if a page found the class full within the last minute.
//
// # Limits
//
// The state is kept in memory, or wherever a Backend keeps it: one link of up to
// 320 kB, 500 results of up to 8 kB, one poll with one vote a student. Requests,
// streams, results and votes are limited for each network address, generously
// enough for a class behind one router.
package class
