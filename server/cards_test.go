package main

import (
	"bytes"
	"context"
	"html"
	"image"
	"image/color"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"bonsai/engine/lab"
	"bonsai/engine/recipe"
	"bonsai/server/cards"
	"bonsai/server/cards/picture"
	"bonsai/web/figures"
	"bonsai/web/panel"
)

// The tests' program plays the drawing process.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == cards.Command {
		os.Exit(cards.Main(os.Stdin, os.Stdout, os.Stderr, time.Minute, func(link string) (cards.Card, error) {
			files, err := unpacked()
			if err != nil {
				return cards.Card{}, err
			}
			return drawFrom(files, link)
		}))
	}
	os.Exit(m.Run())
}

// unpacked returns the sources of the words and colours by the names that the
// packer gives them. The tests need no finished page.
func unpacked() (fstest.MapFS, error) {
	files := fstest.MapFS{}
	for name, source := range map[string]string{"messages/en.0123456789.json": "messages/en.json", "messages/zh.0123456789.json": "messages/zh.json", "style.0123456789.css": "style/tokens.css"} {
		content, err := os.ReadFile("../static/src/" + source)
		if err != nil {
			return nil, err
		}
		files[name] = &fstest.MapFile{Data: content}
	}
	return files, nil
}

func testRenderer(t *testing.T) *cards.Process {
	t.Helper()
	files, err := unpacked()
	if err != nil {
		t.Fatal(err)
	}
	renderer, err := newRenderer(files)
	if err != nil {
		t.Fatal(err)
	}
	return renderer
}

// carded are links whose cards are compared with what they lead to.
var carded = []string{
	"#steps=t1e",
	"#1.CpXRjU1LB6j7gkFhT6",
	"#steps=t2e,p:magnitude:global:e0.12,t1e",
	"#steps=t2e,p:magnitude:global:s0.9",
	"#dataset=spiral&layers=8.8&steps=t3e,p:random:layer:x0.5",
	"#dataset=xor&layers=4.2&steps=t5e,p:magnitude:global:s0.5,c",
	"#dataset=reg-plane&steps=t3e,p:magnitude:global:s0.3",
	"#dataset=spiral3&inputs=x1.x2.sinx1&layers=6&steps=t2e",
	"#dataset=moons&layers=&steps=t2e",
	"#dataset=gauss&layers=3.3.3.3&steps=t2e,p:neuron-l1:global:s0.4,q:codebook:4",
}

// A crawler of a chat asks for the page and then for the picture that it names.
// The picture has the numbers of the experiment, and the units of its vector image.
func TestTenLinksHaveCardsThatShowTheirNumbers(t *testing.T) {
	for _, link := range carded {
		compare(t, link, cardOf(t, link))
	}
}

// cardOf returns the card that a crawler finds for a link. A machine that does much else
// at the same time may need longer than a card may take; then it is asked for again.
func cardOf(t *testing.T, link string) image.Image {
	t.Helper()
	for range 30 {
		p := testParts(t)
		var err error
		if p.cards, err = cards.New([]byte("<html><head></head>"), testRenderer(t)); err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(p.handler())
		page, _ := crawl(t, server.URL+"/s/"+link[1:], "en")
		chinese, _ := crawl(t, server.URL+"/s/"+link[1:], "zh-CN")
		_, rest, _ := strings.Cut(string(page), `property="og:image" content="`)
		address, _, _ := strings.Cut(rest, `"`)
		file, header := crawl(t, html.UnescapeString(address), "")
		server.Close()
		if header.Get("Cache-Control") == "no-store" {
			continue
		}
		checkNumbers(t, link, "en", string(page))
		checkNumbers(t, link, "zh", string(chinese))
		card, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatalf("%s: %v", link, err)
		}
		if got := card.Bounds().Size(); got != image.Pt(cards.Width, cards.Height) {
			t.Fatalf("%s: the card has %v pixels", link, got)
		}
		return card
	}
	t.Fatalf("%s has only the general picture", link)
	return nil
}

// checkNumbers compares the description of a link's page with the experiment as the lab
// has it here.
func checkNumbers(t *testing.T, link, language, page string) {
	t.Helper()
	files, err := unpacked()
	if err != nil {
		t.Fatal(err)
	}
	words, err := picture.Words(files, language)
	if err != nil {
		t.Fatal(err)
	}
	x, err := recipe.ParseAddress(link)
	if err != nil {
		t.Fatal(err)
	}
	l, err := lab.Replay(x, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := l.Snapshot()
	_, rest, _ := strings.Cut(page, `property="og:description" content="`)
	said, _, _ := strings.Cut(rest, `"`)
	for _, want := range []string{
		panel.Accuracy(words, s, s.Dense.Accuracy) + " → " + panel.Accuracy(words, s, s.Test.Accuracy),
		words.Text("bytes.title") + ": " + words.Count(figures.Smallest(s.Bytes)),
	} {
		if !strings.Contains(html.UnescapeString(said), want) {
			t.Errorf("%s: the description in %s is %q, want %q in it", link, language, said, want)
		}
	}
}

// crawl fetches an address as the crawlers of chats do.
func crawl(t *testing.T, address, language string) ([]byte, http.Header) {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Language", language)
	request.Header.Set("User-Agent", "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", address, answer.Status, err)
	}
	return content, answer.Header
}

// compare compares a card, pixel by pixel, with the picture of the experiment as the
// lab has it here. Tests of package picture read the numbers in such pictures.
func compare(t *testing.T, link string, card image.Image) {
	t.Helper()
	x, err := recipe.ParseAddress(link)
	if err != nil {
		t.Fatal(err)
	}
	l, err := lab.Replay(x, nil)
	if err != nil {
		t.Fatal(err)
	}
	files, err := unpacked()
	if err != nil {
		t.Fatal(err)
	}
	words, err := picture.Words(files, "en")
	if err != nil {
		t.Fatal(err)
	}
	theme, err := picture.Theme(files)
	if err != nil {
		t.Fatal(err)
	}
	want := picture.Draw(l.Snapshot(), theme, words, cards.Width, cards.Height)
	for y := range cards.Height {
		for x := range cards.Width {
			if color.RGBAModel.Convert(card.At(x, y)) != want.At(x, y) {
				t.Fatalf("%s: at %d, %d the card has %v, want %v", link, x, y, card.At(x, y), want.At(x, y))
			}
		}
	}
}

// The general picture stands for what cannot be drawn here: an experiment with a
// person's own data, and one that takes longer than a second.
func TestWhatCannotBeDrawnIsExplained(t *testing.T) {
	renderer := testRenderer(t)
	if _, err := renderer.Draw(t.Context(), "#dataset=own&own=0123456789ab&steps=t1e"); err == nil || !strings.Contains(err.Error(), "own data") {
		t.Errorf("own data: %v", err)
	}
	limited, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := renderer.Draw(limited, "#dataset=digits28&layers=300.100&steps=t100e"); err == nil {
		t.Error("a training of a hundred epochs has been waited for")
	}
}
