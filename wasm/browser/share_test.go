package browser

import (
	"encoding/json"
	"fmt"
	"image"
	_ "image/png"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"bonsai/engine/lab/golden"
)

// lan returns the address under which a phone in the same network opens the page. Over
// plain http it is not a secure context.
func lan(t *testing.T) string {
	t.Helper()
	needBrowser(t)
	return strings.Replace(server.URL, "localhost", Phone(), 1)
}

// A shared link opens on another phone with the same bits.
func TestSharedLinksGiveTheSameBitsOnAnotherPhone(t *testing.T) {
	t.Parallel()
	host := lan(t)
	p, other := openAt(t, host), openAt(t, host+"#steps=")
	for _, link := range golden.Links() {
		address := link.Address
		p.eval(fmt.Sprintf(`bonsai.load(%q)`, address), nil)
		var link string
		p.eval(`bonsai.shortLink()`, &link)
		if !strings.HasPrefix(link, host+"#1.") {
			t.Errorf("the link of %s is %s", address, link)
		}
		other.eval(fmt.Sprintf(`bonsai.load(%q)`, link), nil)
		if !reflect.DeepEqual(other.weights(), p.weights()) {
			t.Errorf("%s: the weights behind the link differ", address)
		}
		if a, b := p.state(), other.state(); !reflect.DeepEqual(a, b) {
			t.Errorf("%s: the state is\n%+v\nand behind the link\n%+v", address, a, b)
		}
	}
}

// The share dialog works without a secure context: the link can be copied, and it contains
// the network with few different weights. The sender's page shows them only on request.
func TestSharingANetwork(t *testing.T) {
	t.Parallel()
	p := openAt(t, lan(t)+"#steps=t5e,p:magnitude:global:s0.8,t2e")
	before := p.state()
	var secure bool
	if p.eval(`isSecureContext`, &secure); secure {
		t.Fatal("the page is in a secure context, so the test shows nothing")
	}
	p.click(`[data-command=share]`)
	p.wait(`document.querySelector('[data-out=networkLength]').textContent !== ''`)
	p.must(p.Screenshot(screens + "/share.png"))
	p.click(`#share [value=network]`)
	var link string
	p.eval(`document.getElementById('link').value`, &link)
	card := strings.TrimPrefix(link, lan(t)+"s/")
	if card == link || len(card) > 330 {
		t.Errorf("the link %s has %d characters after the page's address", link, len(card))
	}
	p.eval(`document.addEventListener('copy', () => {
		const field = document.activeElement;
		globalThis.copied = field.value.slice(field.selectionStart, field.selectionEnd);
	})`, nil)
	p.click(`[data-command=copy]`)
	p.wait(`globalThis.copied !== undefined && document.querySelector('[data-out=shareSaid]').textContent.includes('clipboard')`)
	var copied string
	if p.eval(`copied`, &copied); copied != link {
		t.Errorf("%q was copied, want %q", copied, link)
	}
	if after := p.state(); !reflect.DeepEqual(after, before) {
		t.Errorf("copying made the state\n%+v\nof\n%+v", after, before)
	}
	received := p.text(`[data-out=shareAccuracy]`)
	p.click(`[data-command=seeTheSame]`)
	p.wait(`document.querySelector('[data-out=shareSaid]').textContent.includes('they will see')`)
	other := openAt(t, link)
	dense := fmt.Sprintf("%.1f", 100*before.Dense.TestAccuracy)
	shown := other.text(`.results [data-out=denseAccuracy]`) + " → " + other.text(`.results [data-out=testAccuracy]`)
	if !strings.Contains(received, shown) || !strings.HasPrefix(shown, dense) {
		t.Errorf("the dialog said %q, the receiver sees %q, before pruning the sender had %s", received, shown, dense)
	}
	if said := other.text(`#next`); !strings.Contains(said, "pruned to 80 %") {
		t.Errorf("the receiver reads %q, which does not say what was done", said)
	}
	var address [2]string
	other.eval(`[location.href, performance.getEntriesByType('navigation')[0].name]`, &address)
	if !strings.HasPrefix(address[0], lan(t)+"#") || address[1] != link {
		t.Errorf("the link %s was opened as %s, loaded from %s; want the page with #, without loading anything again", link, address[0], address[1])
	}
	if a, b := p.state(), other.state(); !reflect.DeepEqual(a, b) {
		t.Errorf("the sender's state is\n%+v\nthe receiver's\n%+v", a, b)
	}
	if !reflect.DeepEqual(other.weights(), p.weights()) {
		t.Error("the receiver's weights differ from the sender's")
	}
	p.click(`[data-command=closeShare]`)
	p.eval(`bonsai.undo()`, nil)
	if after := p.state(); !reflect.DeepEqual(after, before) {
		t.Errorf("after undo the state is\n%+v\nwant\n%+v", after, before)
	}
}

// For a network that is too large there is no link with the network, and nothing to copy.
// The message about the copied recipe disappears. On the machine that serves the page, the
// links begin with its address in the network.
func TestSharingANetworkThatIsTooLarge(t *testing.T) {
	t.Parallel()
	p := open(t, "#dataset=digits14&layers=100.100&steps=")
	p.click(`[data-command=share]`)
	p.wait(`document.querySelector('[data-out=shareAccuracy]').textContent.includes(',')`) // says how many characters it would have
	var reached struct{ Addresses []string }
	p.eval(`fetch('network.json').then((r) => r.json())`, &reached)
	if len(reached.Addresses) > 0 { // this machine may have no network
		p.wait(fmt.Sprintf(`document.getElementById('link').value.startsWith(%q)`, reached.Addresses[0]))
		p.must(p.Resize(1440, 900, 2, false))
		p.must(p.Screenshot(screens + "/network.png"))
		if code := scan(t, screens+"/network.png"); !strings.HasPrefix(strings.ToLower(code), reached.Addresses[0]) {
			t.Errorf("the code leads to %s, which no phone can open; want %s", code, reached.Addresses[0])
		}
		p.must(p.Select(`#shareAt`, server.URL))
		p.wait(fmt.Sprintf(`document.getElementById('link').value.startsWith(%q)`, server.URL))
	}
	p.click(`#share [data-command=copy]`)
	p.wait(`document.querySelector('[data-out=shareSaid]').textContent !== ''`)
	p.click(`#share [value=network]`)
	var seen [3]bool
	p.eval(`[document.querySelector('[data-command=copy]').disabled, document.getElementById('link').value === '',
		getComputedStyle(document.getElementById('qr')).visibility === 'hidden']`, &seen)
	if seen != [3]bool{true, true, true} {
		t.Errorf("copying disabled, link empty, code hidden: %v, want all", seen)
	}
	if said := p.text(`[data-out=shareSaid]`); said != "" {
		t.Errorf("the message is %q, want none", said)
	}
}

// A drag of ε is a single step for undo, even though the engine answers during the drag.
func TestADragIsUndoneInOneStep(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=t3e")
	for range 3 {
		before := p.state()
		p.must(p.Drag("#histogram", 0.05, 0.5, 12))
		p.idle()
		p.wait(`bonsai.state().then((s) => s.kept < s.total)`)
		p.wait(`location.hash.includes('p:')`)
		p.click(`[data-command=undo]`)
		p.wait(`bonsai.link().then((l) => l === location.href && location.hash === '#steps=t3e')`)
		if after := p.state(); !reflect.DeepEqual(after, before) {
			t.Fatalf("after undo the state is\n%+v\nwant\n%+v", after, before)
		}
	}
}

// Another library reads the QR code in a screenshot, and its address opens the same
// experiment.
func TestTheQRCodeLeadsToTheExperiment(t *testing.T) {
	t.Parallel()
	p := openAt(t, lan(t)+"#steps=t2e,p:magnitude:global:s0.8,t1e")
	p.must(p.Resize(1440, 900, 2, false))
	for _, kind := range []string{"recipe", "network"} {
		p.click(`[data-command=share]`)
		p.wait(`document.getElementById('share').open && document.querySelector('[data-out=networkLength]').textContent !== ''`)
		p.click(`#share [value=` + kind + `]`)
		file := screens + "/qr-" + kind + ".png"
		p.must(p.Screenshot(file))
		address := scan(t, file)
		if !strings.HasPrefix(address, strings.ToUpper(lan(t))+"#1:") {
			t.Errorf("%s: the code has the address %s", kind, address)
		}
		var link string
		p.eval(`document.getElementById('link').value`, &link)
		phone := openAt(t, address)
		weights, state := phone.weights(), phone.state()
		phone.goTo(link)
		if !reflect.DeepEqual(weights, phone.weights()) || !reflect.DeepEqual(state, phone.state()) {
			t.Errorf("%s: the code and the link lead to different networks", kind)
		}
		p.click(`[data-command=closeShare]`)
	}
}

// scan returns the address of the QR code in a screenshot.
func scan(t *testing.T, file string) string {
	t.Helper()
	return scanned(t, photograph(t, file))
}

// photograph reads a screenshot.
func photograph(t *testing.T, file string) image.Image {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// scanned returns the text of the QR code in a picture.
func scanned(t *testing.T, picture image.Image) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		t.Fatal(err)
	}
	return result.GetText()
}

// Every file that can be saved has the right content. The file of the experiment can be
// opened again.
func TestSavedFiles(t *testing.T) {
	t.Parallel()
	p := open(t, "#steps=t2e,p:magnitude:global:s0.5")
	p.eval(`(() => {
		globalThis.saved = {};
		const create = URL.createObjectURL;
		URL.createObjectURL = (blob) => { globalThis.blob = blob; return create.call(URL, blob); };
		document.addEventListener('click', (event) => {
			if (event.target.download) { saved[event.target.download] = blob; event.preventDefault(); }
		}, true);
		HTMLAnchorElement.prototype.click = function () { saved[this.download] = blob; };
	})()`, nil)
	p.click(`[data-command=share]`)
	p.wait(`document.getElementById('share').open`)
	contents := map[string]string{}
	for command, name := range map[string]string{
		"savePNG": "bonsai.png", "saveSVG": "bonsai.svg", "saveWeights": "bonsai-weights.csv",
		"saveNumbers": "bonsai-numbers.csv", "saveExperiment": "bonsai.json",
	} {
		p.click(`#share [data-command=` + command + `]`)
		p.wait(fmt.Sprintf(`saved[%q]`, name))
		var content string
		p.eval(fmt.Sprintf(`saved[%q].arrayBuffer().then((b) => String.fromCharCode(...new Uint8Array(b).slice(0, 60000)))`, name), &content)
		contents[name] = content
	}
	checkFilms(p)
	checkVideo(p)
	p.click(`[data-command=closeShare]`)
	if !strings.HasPrefix(contents["bonsai.png"], "\u0089PNG") {
		t.Error("bonsai.png is not a PNG")
	}
	var size [3]int
	p.eval(`createImageBitmap(saved['bonsai.png']).then((b) => {
		const c = new OffscreenCanvas(b.width, b.height).getContext('2d');
		c.drawImage(b, 0, 0);
		return [b.width, b.height, new Set(new Uint32Array(c.getImageData(0, 0, b.width, b.height).data.buffer)).size];
	})`, &size)
	if size[0] != 2*960 || size[1] < 2*600 || size[2] < 50 {
		t.Errorf("the PNG has %d × %d pixels in %d colours", size[0], size[1], size[2])
	}
	s := p.state()
	if got := strings.Count(contents["bonsai.svg"], "stroke-opacity"); got != s.Kept {
		t.Errorf("the SVG has %d curves for %d connections", got, s.Kept)
	}
	for _, want := range []string{
		"<title>Bonsai: Table</title>", ">signal 1</text>", ">class 1</text>", ">positive weight</text>",
		fmt.Sprintf("Accuracy on test data %.1f %% ", 100*s.Dense.TestAccuracy), fmt.Sprintf(" = %.4f</text>", s.Epsilon),
	} {
		if !strings.Contains(contents["bonsai.svg"], want) {
			t.Errorf("the SVG does not say %q: %.600s", want, contents["bonsai.svg"])
		}
	}
	if got := strings.Count(contents["bonsai-weights.csv"], "\n"); got != 1+s.Total+21 {
		t.Errorf("the table of weights has %d lines, want %d", got, 1+s.Total+21)
	}
	if want := fmt.Sprintf("connections kept,%d,%d\n", s.Step, s.Kept); !strings.Contains(contents["bonsai-numbers.csv"], want) {
		t.Errorf("the table of metrics does not have the line %q", want)
	}
	other := open(t, "#dataset=xor&steps=")
	text, _ := json.Marshal(contents["bonsai.json"])
	other.eval(fmt.Sprintf(`bonsai.open([{name: 'bonsai.json', bytes: new TextEncoder().encode(%s)}])`, text), nil)
	if !reflect.DeepEqual(other.weights(), p.weights()) {
		t.Error("the file of the experiment opens with other weights")
	}
	var refused string
	other.eval(`bonsai.open([{name: 'x.json', bytes: new TextEncoder().encode('{"bonsai": 0}')}]).catch((e) => e.message)`, &refused)
	if !strings.Contains(refused, "not an experiment") {
		t.Errorf("the error for a file that is not an experiment is %q", refused)
	}
}

// For a damaged link there is a message, and the default experiment opens.
func TestDamagedLinksShowAMessage(t *testing.T) {
	t.Parallel()
	for hash, says := range map[string]string{
		"#1.CpXRjU1LB6j7gkFhT": "truncated or altered", "#7.CpXRjU1LB6j7gkFhT6": "newer Bonsai",
	} {
		p := open(t, hash)
		p.wait(fmt.Sprintf(`document.getElementById('message').textContent.includes(%q)`, says))
		if s := p.state(); s.Total != 310 || s.Epoch != 10 {
			t.Errorf("%s: the state is %+v, want the default experiment", hash, s)
		}
	}
}
