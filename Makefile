# Bonsai. Go and make are all that is needed to build and run it.
#
#   make run      build the page and serve it         (ADDR=:8080 DATA=folder)
#   make build    the same without serving
#   make dist     the page as a folder for any host   (DIST=dist-site)
#   make test     every test, the page's in a browser (BONSAI_BROWSER=program)
#   make test-browsers a link means the same in Chromium, Firefox and WebKit
#   make test-clients files for and from other programs  (installs them, minutes)
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
# Reading and writing files of networks need not be fast: without inlining, this
# code is a sixth smaller.
WASM = GOOS=js GOARCH=wasm go build -trimpath -buildvcs=false -ldflags='-s -w' -gcflags='bonsai/engine/exchange/...=-l'
PACK = go run ./static/pack -page build/page.wasm -worker build/worker.wasm

# The browser tests drive a real browser: the one that is named, or else
# Debian's chromium, which the target "browser" installs when there is none.
CHROMIUM     = $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
TEST_BROWSER = $(or $(BONSAI_BROWSER),$(CHROMIUM))

.PHONY: run build programs dist test format vet native-test browser-test browser engines test-browsers clients test-clients table papers bench bench-server clean

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
	@if command -v $$(go env CC) >/dev/null; then go test -race ./server; else echo "no C compiler: the server is not tested for races"; fi

browser-test: browser programs
	$(PACK) -out static/dist -quality $(TEST_QUALITY)
	BONSAI_BROWSER='$(TEST_BROWSER)' go test -count=1 -timeout 30m ./wasm/browser/...

# Installs Debian's packages for what is missing.
install = if ! command -v apt-get >/dev/null; then \
		echo "make: $(1) is missing, and there is no apt-get to install it"; exit 1; fi; \
	if [ "$$(id -u)" = 0 ]; then as_root=; \
	elif command -v sudo >/dev/null; then as_root=sudo; \
	else echo "make: $(1) is missing; as root, run: apt-get install $(2)"; exit 1; fi; \
	$$as_root apt-get update && $$as_root apt-get install -y --no-install-recommends $(2)

browser:
	@if [ -n '$(TEST_BROWSER)' ]; then exit 0; fi; $(call install,chromium,chromium fonts-dejavu-core)

# Firefox and WebKit draw WebGL2 in a window only, so they get a screen that
# nobody sees.
engines:
	@if command -v firefox-esr && command -v WebKitWebDriver && command -v xvfb-run && command -v xauth; then exit 0; fi >/dev/null; \
	$(call install,another browser,firefox-esr webkit2gtk-driver xvfb xauth libgl1-mesa-dri libegl1 fonts-dejavu-core)

test-browsers: browser engines programs
	$(PACK) -out static/dist -quality $(TEST_QUALITY)
	BONSAI_ENGINES=1 BONSAI_BROWSER='$(TEST_BROWSER)' xvfb-run -a -s '-screen 0 1600x1200x24' go test -count=1 -timeout 20m ./wasm/browser/engines

# The programs that networks go to and come from: Python's libraries, and
# compilers, of Debian; TensorFlow.js and onnxruntime-web of npm. Debian's Python
# is asked first, because another one would not see Debian's libraries.
CLIENTS_PYTHON = $(or $(wildcard /usr/bin/python3),python3)
CLIENTS_NODE   = onnxruntime-web@1.30.0 @tensorflow/tfjs@4.22.0

clients:
	@if $(CLIENTS_PYTHON) -c 'import torch, onnx, sklearn' && command -v gcc && command -v arm-none-eabi-gcc && command -v npm; then exit 0; fi >/dev/null 2>&1; \
	$(call install,a program that networks are exchanged with,python3-torch python3-onnx python3-sklearn gcc g++ libc6-dev gcc-arm-none-eabi libnewlib-arm-none-eabi nodejs npm)
	@if [ "$$(cat build/clients/versions 2>/dev/null)" = '$(CLIENTS_NODE)' ]; then exit 0; fi; \
	npm install --prefix build/clients --ignore-scripts --no-audit --no-fund $(CLIENTS_NODE) && echo '$(CLIENTS_NODE)' >build/clients/versions

test-clients: clients
	BONSAI_CLIENTS=1 PYTHON=$(CLIENTS_PYTHON) go test -count=1 -timeout 30m -bench C -benchtime 200x -v ./engine/exchange/clients

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
