package browser

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"strings"

	"bonsai/web"
	"bonsai/web/film"
)

// checkFilms saves the films of a page that keeps what is saved in "saved", by name. The
// last picture of the GIF is what a browser draws of the other film for a person who
// prefers reduced motion, or nearly: a GIF has few colours.
func checkFilms(p *tab) {
	p.t.Helper()
	p.click(`#share [data-command=saveGIF]`)
	p.click(`#share [data-command=stopFilm]`)
	var hidden, made bool
	if p.eval(`document.getElementById('film').hidden`, &hidden); !hidden {
		p.t.Error("the film is stopped, and its progress is still there")
	}
	p.click(`#share [data-command=saveMovingSVG]`)
	p.wait(`saved['bonsai-film.svg'] && document.getElementById('film').hidden`)
	if p.eval(`!!saved['bonsai-film.gif'] || !!saved['bonsai.gif']`, &made); made {
		p.t.Error("a film that was stopped is saved")
	}
	p.click(`#share [data-command=saveGIF]`)
	p.wait(`saved['bonsai.gif'] && document.querySelector('[data-out=saveSaid]').textContent.includes('bonsai.gif')`)

	file := savedBytes(p, `saved['bonsai.gif'].arrayBuffer()`)
	animation, err := gif.DecodeAll(bytes.NewReader(file))
	if err != nil {
		p.t.Fatal(err)
	}
	bounds := image.Rect(0, 0, web.FrameWidth, web.FrameHeight)
	if most := 1_500_000; len(animation.Image) != film.Sweep || animation.Config.Width != bounds.Dx() || animation.Config.Height != bounds.Dy() || len(file) > most {
		p.t.Errorf("the GIF has %d pictures of %d × %d pixels in %d bytes, want %d of %v in at most %d",
			len(animation.Image), animation.Config.Width, animation.Config.Height, len(file), film.Sweep, bounds, most)
	}
	last := image.NewRGBA(bounds)
	for _, part := range animation.Image {
		for y := part.Rect.Min.Y; y < part.Rect.Max.Y; y++ {
			for x := part.Rect.Min.X; x < part.Rect.Max.X; x++ {
				if c := part.At(x, y).(color.RGBA); c.A != 0 {
					last.SetRGBA(x, y, c)
				}
			}
		}
	}
	moving := string(savedBytes(p, `saved['bonsai-film.svg'].arrayBuffer()`))
	for _, want := range []string{"<svg", ">ε = 0.0000</text>", "prefers-reduced-motion"} {
		if !strings.Contains(moving, want) {
			p.t.Errorf("the moving SVG does not have %q: %.300s", want, moving)
		}
	}
	// At the beginning all connections can be seen, and at the end those that are kept.
	var seen [2]int
	p.eval(`saved['bonsai-film.svg'].text().then((image) => {
		const host = document.body.appendChild(document.createElement('div'));
		bonsaiHost.draw(host, image);
		const rules = new CSSStyleSheet(); // the page's policy allows no style elements
		rules.replaceSync(host.querySelector('style').textContent);
		document.adoptedStyleSheets = [rules];
		const curves = [...host.querySelectorAll('path')].filter((e) => e.getAttribute('d').includes('C'));
		const at = (share) => {
			for (const a of host.getAnimations({subtree: true})) {
				a.pause();
				a.currentTime = share * a.effect.getTiming().duration;
			}
			return curves.filter((e) => getComputedStyle(e).visibility === 'visible').length;
		};
		const seen = [at(0.001), at(0.999)];
		host.remove();
		document.adoptedStyleSheets = [];
		return seen;
	})`, &seen)
	if s := p.state(); seen != [2]int{s.Total, s.Kept} {
		p.t.Errorf("the moving SVG shows %v connections at the beginning and the end, want %d and %d", seen, s.Total, s.Kept)
	}
	still := strings.Replace(moving, "(prefers-reduced-motion:no-preference)", "not all", 1)
	want := savedBytes(p, fmt.Sprintf(`(async () => {
		const image = new Image();
		image.src = 'data:image/svg+xml;base64,%s';
		await image.decode();
		const c = new OffscreenCanvas(%d, %d).getContext('2d');
		c.drawImage(image, 0, 0);
		return c.getImageData(0, 0, %[2]d, %[3]d).data.buffer;
	})()`, base64.StdEncoding.EncodeToString([]byte(still)), web.FrameWidth, web.FrameHeight))
	var sum, far int
	for i, v := range want {
		d := max(int(v)-int(last.Pix[i]), int(last.Pix[i])-int(v))
		sum += d
		if d > 64 {
			far++
		}
	}
	if mean := float64(sum) / float64(len(want)); mean > 1 || far > len(want)/1000 {
		p.t.Errorf("the last picture of the GIF differs from that of the SVG by %.2f on average, and in %d of %d values by more than 64", mean, far, len(want))
	}
}

// checkVideo saves a film of what was done as a video. Another page plays it: it takes as
// long as it should, begins with the network before its training and ends with the present
// one.
func checkVideo(p *tab) {
	p.t.Helper()
	p.must(p.Select("#filmOf", "steps"))
	p.eval(`delete saved['bonsai-film.svg']`, nil)
	p.click(`#share [data-command=saveMovingSVG]`)
	p.wait(`saved['bonsai-film.svg'] && document.getElementById('film').hidden`)
	p.click(`#share [data-command=saveVideo]`)
	p.wait(`(saved['bonsai.webm'] ?? saved['bonsai.mp4']) && document.querySelector('[data-out=saveSaid]').textContent.includes('bonsai.')`)
	video := savedBytes(p, `(saved['bonsai.webm'] ?? saved['bonsai.mp4']).arrayBuffer()`)
	if most := 1_500_000; len(video) > most || len(video) < 10_000 {
		p.t.Errorf("the video has %d bytes, want at most %d", len(video), most)
	}
	moving := string(savedBytes(p, `saved['bonsai-film.svg'].arrayBuffer()`))
	still := strings.Replace(moving, "(prefers-reduced-motion:no-preference)", "not all", 1)
	page, err := chromium.Open("about:blank")
	p.must(err)
	defer page.Close()
	player := &tab{p.t, page}
	var got struct {
		Width, Height int
		Seconds       float64
		First, Last   float64 // how far the first and the last picture are from that of the SVG, on average
	}
	player.eval(fmt.Sprintf(`(async () => {
		const video = document.body.appendChild(document.createElement('video'));
		video.muted = true;
		video.src = 'data:video/%%s;base64,%s'.replace('%%s', %[2]t ? 'mp4' : 'webm');
		await new Promise((ready) => { video.onloadeddata = ready; });
		const pixels = (picture) => {
			const c = new OffscreenCanvas(%[3]d, %[4]d).getContext('2d');
			c.drawImage(picture, 0, 0);
			return c.getImageData(0, 0, %[3]d, %[4]d).data;
		};
		const image = new Image();
		image.src = 'data:image/svg+xml;base64,%[5]s';
		await image.decode();
		const want = pixels(image);
		const far = () => pixels(video).reduce((sum, v, i) => sum + Math.abs(v - want[i]), 0) / want.length;
		const seen = new Promise((first) => video.requestVideoFrameCallback(() => first(far())));
		await video.play();
		const first = await seen;
		await new Promise((over) => { video.onended = over; });
		return {Width: video.videoWidth, Height: video.videoHeight, Seconds: video.currentTime, First: first, Last: far()};
	})()`, base64.StdEncoding.EncodeToString(video), string(video[4:8]) == "ftyp", web.FrameWidth, web.FrameHeight,
		base64.StdEncoding.EncodeToString([]byte(still))), &got)
	if got.Width != web.FrameWidth || got.Height != web.FrameHeight || got.Seconds < 5 || got.Last > 4 || got.First < 2*got.Last || got.First > 100 {
		p.t.Errorf("the video is %+v", got)
	}
	p.t.Logf("%d bytes, %+v", len(video), got)
}

// savedBytes returns the bytes of a buffer that a script's promise gives.
func savedBytes(p *tab, promise string) []byte {
	p.t.Helper()
	var encoded string
	p.eval(promise+`.then((b) => {
		const bytes = new Uint8Array(b);
		let text = '';
		for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096));
		return btoa(text);
	})`, &encoded)
	decoded, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		p.t.Fatal(err)
	}
	return decoded
}
