# Bonsai. Go and make are all that is needed to build and run it.
#
#   make run      build the page and serve it         (ADDR=:8080 DATA=folder)
#   make build    the same without serving
#   make dist     the page as a folder for any host   (DIST=dist-site)
#   make test     every test, the page's in a browser (BONSAI_BROWSER=program)
#   make table    the README's table of accuracies, measured in a browser
#   make papers   MNIST against published numbers     (MNIST=folder; takes hours)
#   make bench    speed, beside that of others        (needs npm to fetch them)
#   make bench-server  the server beside nginx        (needs nginx and wrk)
#   make clean    forget everything that was built

ADDR = :8080
DATA =
DIST = dist-site

# Brotli's quality. Where the page is built and served on the spot, 9 is ready
# in seconds; for a host, where it is built once and loaded often, 11 takes
# half a minute and is an eighth smaller. What was compressed is kept.
QUALITY      = 9
DIST_QUALITY = 11
TEST_QUALITY = 5

# Without the commit in them the programs, their names and browsers' copies of
# them change only with the code.
WASM = GOOS=js GOARCH=wasm go build -trimpath -buildvcs=false -ldflags='-s -w'
PACK = go run ./static/pack -page build/page.wasm -worker build/worker.wasm

# The browser tests drive a real browser: the one that is named, or else
# Debian's chromium, which the target "browser" installs when there is none.
CHROMIUM     = $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
TEST_BROWSER = $(or $(BONSAI_BROWSER),$(CHROMIUM))

.PHONY: run build programs dist test format vet native-test browser-test browser table papers bench bench-server clean

run: build
	@exec build/server -addr '$(ADDR)' -data '$(DATA)'

build: programs
	$(PACK) -out static/dist -quality $(QUALITY)
	go build -o build/server ./server

programs:
	$(WASM) -o build/page.wasm ./wasm/page
	$(WASM) -o build/worker.wasm ./wasm/worker

dist: programs
	$(PACK) -out '$(DIST)' -quality $(DIST_QUALITY)

test: format vet native-test browser-test

format:
	@files=$$(gofmt -l .) && if [ -n "$$files" ]; then echo "not formatted; run gofmt -w on:"; echo "$$files"; exit 1; fi

vet:
	go vet ./...
	GOOS=js GOARCH=wasm go vet ./wasm/page ./wasm/worker ./wasm/bench ./engine/... ./web/...

# All but the browser's, which need the page.
native-test:
	go test $$(go list ./... | grep -v /wasm/browser)

browser-test: browser programs
	$(PACK) -out static/dist -quality $(TEST_QUALITY)
	BONSAI_BROWSER='$(TEST_BROWSER)' go test -count=1 -timeout 30m ./wasm/browser/...

browser:
	@if [ -n '$(TEST_BROWSER)' ]; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
		echo "make: no chromium is found, and no apt-get to install it; install one, or name a browser: make test BONSAI_BROWSER=/path/to/chromium"; exit 1; fi; \
	if [ "$$(id -u)" = 0 ]; then as_root=; \
	elif command -v sudo >/dev/null; then as_root=sudo; \
	else echo "make: no chromium is found; as root, run: apt-get install chromium fonts-dejavu-core"; exit 1; fi; \
	$$as_root apt-get update && $$as_root apt-get install -y --no-install-recommends chromium fonts-dejavu-core

table: browser programs
	@$(PACK) -out static/dist -quality $(TEST_QUALITY) >&2
	@BONSAI_BROWSER='$(TEST_BROWSER)' go run ./wasm/browser/table

papers:
	@if [ -z '$(MNIST)' ]; then echo "make: say where the four files of MNIST are: make papers MNIST=folder"; exit 1; fi
	go run ./engine/papers -data '$(MNIST)'

bench: browser programs
	$(PACK) -out static/dist -quality $(DIST_QUALITY) >&2
	BONSAI_BROWSER='$(TEST_BROWSER)' go run ./wasm/bench/run
	go test -run '^$$' -bench . -benchmem ./engine/...

bench-server: build
	go run ./server/bench

clean:
	rm -rf build dist-site
	find static/dist -mindepth 1 ! -name .keep -delete
