# Bonsai. Go and make are all that is needed to build and run it.
#
#   make run      build the page and serve it         (ADDR=:8080 DATA=folder)
#   make build    the same without serving
#   make dist     the page as a folder for any host   (DIST=dist-site)
#   make single   the page as one file, bonsai.html, that needs no server
#   make test     every test, the page's in a browser (BONSAI_BROWSER=program)
#   make cover    the share of statements that tests run, by package
#   make test-browsers a link means the same in Chromium, Firefox and WebKit
#   make test-clients files for and from other programs  (installs them, minutes)
#   make table    the README's table of accuracies, measured in a browser
#   make papers   MNIST against published numbers     (MNIST=folder; takes hours)
#   make soak     half an hour of use: does anything grow?   (SOAK=30m)
#   make bench    speed, beside that of others        (needs npm to fetch them)
#   make bench-server  the server beside nginx        (needs nginx and wrk)
#   make bench-class   how many students can follow a class
#   make lint     staticcheck, and known vulnerabilities where their list can be reached
#   make sbom     what the programs consist of, in CycloneDX's format
#   make release  the server for six systems, with checksums   (VERSION=v1.2.3)
#   make clean    forget everything that was built

ADDR = :8080
DATA =
DIST = dist-site
VERSION = $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)

# Brotli's quality. Where the page is built and served on the spot, 9 is ready
# in seconds; for a host, where it is built once and loaded often, 11 takes
# half a minute and is an eighth smaller. What was compressed is kept.
QUALITY      = 9
DIST_QUALITY = 11
TEST_QUALITY = 5

# Without the commit in them the programs, their names and browsers' copies of
# them change only with the code.
WASM = GOOS=js GOARCH=wasm go build -trimpath -buildvcs=false -ldflags='-s -w'

# Packages that the page runs rarely are compiled without inlining, which makes
# the page 8 % smaller through gzip. What draws and what moves bytes is not among
# them.
COLD = encoding/json reflect fmt text/template text/template/parse regexp regexp/syntax \
	go/parser go/scanner go/ast go/token go/constant go/doc go/doc/comment go/build go/build/constraint \
	math/big net/url html path/filepath os io/fs internal/fmtsort time bufio encoding/base64 encoding/binary \
	errors unicode strconv strings bytes encoding/csv archive/zip compress/flate compress/zlib hash/crc32 hash/adler32 encoding/hex \
	net/netip unique context os/exec sort syscall image/draw internal/godebug internal/lazyregexp internal/buildcfg internal/poll internal/bisect internal/strconv internal/syscall/unix \
	internal/filepathlite internal/platform internal/goroot \
	github.com/hajimehoshi/ebiten/v2/internal/png github.com/hajimehoshi/ebiten/v2/internal/debug \
	github.com/hajimehoshi/ebiten/v2/internal/gamepaddb github.com/hajimehoshi/ebiten/v2/internal/gamepad \
	github.com/hajimehoshi/ebiten/v2/internal/builtinshader github.com/hajimehoshi/ebiten/v2/internal/file \
	github.com/hajimehoshi/ebiten/v2/internal/shader github.com/hajimehoshi/ebiten/v2/internal/shaderir \
	github.com/hajimehoshi/ebiten/v2/internal/shaderir/glsl \
	bonsai/engine/recipe bonsai/wasm/page bonsai/wasm/calls bonsai/wasm/client bonsai/wasm/embedding bonsai/wasm/classroom bonsai/wasm/guide bonsai/wasm/plots bonsai/wasm/dom bonsai/web/chart bonsai/web/class bonsai/web/command bonsai/web/embed \
	bonsai/web/course bonsai/web/export bonsai/web/help bonsai/web/kept bonsai/web/lesson bonsai/web/markup bonsai/web/networks bonsai/web/panel bonsai/web/session bonsai/web/share \
	bonsai/web/study bonsai/web/tables bonsai/web/text bonsai/web/work bonsai/web/forgot bonsai/wasm/samples bonsai/wasm/saving bonsai/web/film bonsai/web/qr rsc.io/qr/coding rsc.io/qr/gf256 bonsai/web/digit bonsai/engine/link bonsai/engine/choose
PAGE_FLAGS = $(foreach package,$(COLD),-gcflags=$(package)=-l)

# So are packages that the worker runs rarely: the reading and writing of files,
# what an experiment begins with, and JSON.
WORKER_COLD = bonsai/engine/exchange/... bonsai/engine/recipe bonsai/engine/samples bonsai/engine/trained \
	bonsai/engine/cost bonsai/engine/carried bonsai/engine/timeline bonsai/engine/plan encoding/json reflect fmt time os io/fs path/filepath \
	internal/fmtsort encoding/base64 encoding/binary errors unicode
WORKER_FLAGS = $(foreach package,$(WORKER_COLD),-gcflags=$(package)=-l)

PACK = go run ./static/pack -page build/page.wasm -worker build/worker.wasm

# The browser tests drive a real browser: the one that is named, or else
# Debian's chromium, which the target "browser" installs when there is none.
CHROMIUM     = $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
TEST_BROWSER = $(or $(BONSAI_BROWSER),$(CHROMIUM))

.PHONY: run build programs dist single test format vet native-test cover browser-test browser axe onnxruntime reveal engines test-browsers table papers soak bench bench-server lint sbom licences release clean bench-class clients test-clients

run: build
	@exec build/server -addr '$(ADDR)' -data '$(DATA)'

build: programs
	$(PACK) -out static/dist -quality $(QUALITY)
	go build -o build/server ./server

programs:
	$(WASM) $(PAGE_FLAGS) -o build/page.wasm ./wasm/page
	$(WASM) $(WORKER_FLAGS) -o build/worker.wasm ./wasm/worker

dist: programs
	$(PACK) -out '$(DIST)' -quality $(DIST_QUALITY)

single: build
	cp static/dist/bonsai.html bonsai.html
	@ls -l bonsai.html

test: format vet native-test browser-test

format:
	@files=$$(gofmt -l .) && if [ -n "$$files" ]; then echo "not formatted; run gofmt -w on:"; echo "$$files"; exit 1; fi

vet:
	go vet ./...
	GOOS=js GOARCH=wasm go vet ./wasm/page ./wasm/calls ./wasm/client ./wasm/embedding ./wasm/classroom ./wasm/guide ./wasm/plots ./wasm/samples ./wasm/saving ./wasm/dom ./wasm/worker ./wasm/bench ./engine/... ./web/...

# All but the browser's, which need the page.
native-test:
	go test $$(go list ./... | grep -v /wasm/browser)
	@if command -v $$(go env CC) >/dev/null; then go test -race ./server/...; else echo "no C compiler: the server is not tested for races"; fi

# Engine packages should have at least 85 %. A package without tests has 0 %. The
# browser tests run other programs, so they do not count.
# Statement coverage by package: the share of its statements that any test runs. A
# package of data, such as recipe, is tested by those that use it too.
cover:
	@go test -coverpkg=./... -coverprofile=build/cover $$(go list ./... | grep -v /wasm/) >build/cover.log || { cat build/cover.log; exit 1; }
	@awk 'NR > 1 { \
			statements[$$1] = $$2; if ($$3 > 0) run[$$1] = 1 } \
		END { for (block in statements) { \
				name = block; sub("/[^/]*$$", "", name); \
				all[name] += statements[block]; if (block in run) covered[name] += statements[block] } \
			for (name in all) { \
				share = 100 * covered[name] / all[name]; \
				note = name ~ /^bonsai\/engine\// && share < 85 ? "  below 85 %" : ""; \
				printf "%5.1f %%  %s%s\n", share, name, note } }' build/cover | sort -k3

browser-test: browser axe onnxruntime reveal programs
	$(PACK) -out static/dist -quality $(TEST_QUALITY)
	BONSAI_BROWSER='$(TEST_BROWSER)' go test -count=1 -timeout 60m ./wasm/browser/...

# Installs Debian's packages for what is missing.
install = if ! command -v apt-get >/dev/null; then \
		echo "make: $(1) is missing, and there is no apt-get to install it"; exit 1; fi; \
	if [ "$$(id -u)" = 0 ]; then as_root=; \
	elif command -v sudo >/dev/null; then as_root=sudo; \
	else echo "make: $(1) is missing; as root, run: apt-get install $(2)"; exit 1; fi; \
	$$as_root apt-get update && $$as_root apt-get install -y --no-install-recommends $(2)

browser:
	@if [ -n '$(TEST_BROWSER)' ]; then exit 0; fi; $(call install,chromium,chromium fonts-dejavu-core)

# Packages of npm that tests use: axe-core looks for what keeps people from using a page,
# onnxruntime-web runs a saved network, reveal.js shows slides that embed the page. Where
# the registry cannot be reached, the tests that need one are skipped and say so.
AXE         = axe-core@4.10.3
ONNXRUNTIME = onnxruntime-web@1.30.0
REVEAL      = reveal.js@5.2.1

# $(call npm,folder,packages) puts packages into build/folder, once.
npm = if [ "$$(cat build/$(1)/version 2>/dev/null)" = '$(2)' ]; then exit 0; fi; \
	npm install --prefix build/$(1) --ignore-scripts --no-audit --no-fund $(2) && echo '$(2)' >build/$(1)/version

axe:
	@$(call npm,axe,$(AXE)) || echo "make: axe-core cannot be fetched from npm, so the page is not checked by it"

onnxruntime:
	@$(call npm,onnxruntime,$(ONNXRUNTIME)) || echo "make: onnxruntime-web cannot be fetched from npm, so saved networks do not run in it"

reveal:
	@$(call npm,reveal,$(REVEAL)) || echo "make: reveal.js cannot be fetched from npm, so no slides embed the page"

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
# is asked first, because another one would not see Debian's libraries. A Node that is
# there already, with its npm, is not always Debian's, and cannot be installed beside it.
CLIENTS_PYTHON = $(or $(wildcard /usr/bin/python3),python3)
CLIENTS_NODE   = $(ONNXRUNTIME) @tensorflow/tfjs@4.22.0

clients:
	@if $(CLIENTS_PYTHON) -c 'import torch, onnx, sklearn' && command -v gcc && command -v arm-none-eabi-gcc && command -v npm; then exit 0; fi >/dev/null 2>&1; \
	$(call install,a program that networks are exchanged with,python3-torch python3-onnx python3-sklearn gcc g++ libc6-dev gcc-arm-none-eabi libnewlib-arm-none-eabi $$(command -v npm >/dev/null || echo nodejs npm))
	@$(call npm,clients,$(CLIENTS_NODE))

test-clients: clients
	BONSAI_CLIENTS=1 PYTHON=$(CLIENTS_PYTHON) go test -count=1 -timeout 30m -bench C -benchtime 1x -v ./engine/exchange/clients

table: browser programs
	@$(PACK) -out static/dist -quality $(TEST_QUALITY) >&2
	@BONSAI_BROWSER='$(TEST_BROWSER)' go run ./wasm/browser/table

papers:
	@if [ -z '$(MNIST)' ]; then echo "make: say where the four files of MNIST are: make papers MNIST=folder"; exit 1; fi
	go run ./engine/papers -data '$(MNIST)'

SOAK = 30m

soak: browser programs
	@$(PACK) -out static/dist -quality $(TEST_QUALITY) >&2
	@BONSAI_BROWSER='$(TEST_BROWSER)' go run ./wasm/browser/soak -time $(SOAK)

bench: browser programs
	$(PACK) -out static/dist -quality $(DIST_QUALITY) >&2
	BONSAI_BROWSER='$(TEST_BROWSER)' go run ./wasm/bench/run
	go test -run '^$$' -bench . -benchmem ./engine/...

bench-server: build
	go run ./server/bench

# How many students can follow a class, on one server and on three.
bench-class: build
	go run ./server/bench/class -followers 10000
	go run ./server/bench/class -followers 9999 -servers 3

# Tools are pinned here, not in go.mod: they are no part of the programs. They are built
# for this machine, also where they look at programs for the browser.
TOOLS       = build/tools
STATICCHECK = $(TOOLS)/staticcheck
GOVULNCHECK = $(TOOLS)/govulncheck
CYCLONEDX   = $(TOOLS)/cyclonedx-gomod

$(STATICCHECK):
	GOBIN=$(abspath $(TOOLS)) go install honnef.co/go/tools/cmd/staticcheck@v0.8.2

$(GOVULNCHECK):
	GOBIN=$(abspath $(TOOLS)) go install golang.org/x/vuln/cmd/govulncheck@v1.9.0

$(CYCLONEDX):
	GOBIN=$(abspath $(TOOLS)) go install github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0

# govulncheck ends with 3 if it has found something. Other failures mean that
# the list of vulnerabilities cannot be reached, as on a continuous integration
# without internet.
lint: $(STATICCHECK) $(GOVULNCHECK)
	$(STATICCHECK) ./...
	GOOS=js GOARCH=wasm $(STATICCHECK) $$(GOOS=js GOARCH=wasm go list ./wasm/... | grep -v -e /wasm/browser -e /wasm/bench/run)
	@if [ -n "$$CI" ]; then exit 0; fi; $(GOVULNCHECK) ./...; \
	case $$? in 0) ;; 3) exit 1 ;; *) echo "make: the list of known vulnerabilities was not checked" ;; esac

# One list for each program: the server, and the page's two inside it.
sbom: $(CYCLONEDX)
	$(CYCLONEDX) app -json -licenses -std -main server -output build/sbom-server.json
	GOOS=js GOARCH=wasm $(CYCLONEDX) app -json -licenses -std -main wasm/page -output build/sbom-page.json
	GOOS=js GOARCH=wasm $(CYCLONEDX) app -json -licenses -std -main wasm/worker -output build/sbom-worker.json

# After a change of go.mod: the licence texts that the server prints.
licences:
	go generate ./server/licences

TARGETS = linux-amd64 linux-arm64 darwin-amd64 darwin-arm64 windows-amd64 windows-arm64

release: programs
	$(PACK) -out static/dist -quality $(DIST_QUALITY)
	rm -rf build/release && mkdir -p build/release
	@for target in $(TARGETS); do \
		os=$${target%-*} arch=$${target#*-} suffix=; \
		[ $$os = windows ] && suffix=.exe; \
		echo "bonsai-$$target$$suffix"; \
		CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch go build -trimpath -ldflags '-s -w -X main.version=$(VERSION)' \
			-o build/release/bonsai-$$target$$suffix ./server || exit 1; \
	done
	cd build/release && { sha256sum * 2>/dev/null || shasum -a 256 *; } > SHA256SUMS

clean:
	rm -rf build dist-site bonsai.html
	find static/dist -mindepth 1 ! -name .keep -delete
