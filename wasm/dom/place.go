//go:build js

package dom

import (
	"strconv"
	"syscall/js"

	"bonsai/web/help"
	"bonsai/web/layout"
)

// Rect returns the rectangle of an element, in CSS pixels of the window.
func Rect(e js.Value) layout.Rect {
	box := e.Call("getBoundingClientRect")
	return layout.Rect{
		X: box.Get("left").Float(), Y: box.Get("top").Float(),
		W: box.Get("width").Float(), H: box.Get("height").Float(),
	}
}

// MoveTo puts the upper left corner of an element at a point of what it is
// positioned in, in CSS pixels.
func MoveTo(e js.Value, x, y float64) {
	style := e.Get("style")
	style.Set("left", strconv.FormatFloat(x, 'f', 0, 64)+"px")
	style.Set("top", strconv.FormatFloat(y, 'f', 0, 64)+"px")
}

// Visible returns the first element that a selector finds and that is shown, or
// else the first that it finds.
func Visible(selector string) js.Value {
	visible := One(Document, selector)
	Each(Document, selector, func(e js.Value) {
		if Rect(visible).W == 0 {
			visible = e
		}
	})
	return visible
}

// Path returns an element and all that it is in, and what help looks at in each.
func Path(e js.Value) (elements []js.Value, path []help.Element) {
	const text = "[data-i18n-label], [data-i18n]"
	key := func(e js.Value) string {
		if e.IsNull() {
			return ""
		}
		if label := Data(e, "i18nLabel"); label != "" {
			return label
		}
		return Data(e, "i18n")
	}
	for ; !e.IsNull(); e = e.Get("parentElement") {
		value := ""
		if v := e.Get("value"); v.Type() == js.TypeString {
			value = v.String()
		}
		tag := e.Get("localName").String()
		elements = append(elements, e)
		path = append(path, help.Element{
			Tag: tag, Help: Data(e, "help"), Field: Data(e, "field"), Options: Data(e, "options"), Command: Data(e, "command"),
			Change: Data(e, "change"), What: Data(e, "what"), Layer: Data(e, "layer"), Value: value,
			Own: key(e), Inner: key(One(e, text)),
		})
	}
	return elements, path
}

// SavePicture saves an SVG image of a size as a PNG image that is so many times
// finer.
func SavePicture(name, svg string, width, height, finer float64) {
	Raster(svg, width, height, finer, func(blob js.Value) { Save(name, "image/png", blob) })
}

// Raster draws an SVG image of width × height CSS pixels, and calls done with it as a PNG
// image. Each CSS pixel becomes finer × finer pixels.
func Raster(svg string, width, height, finer float64, done func(blob js.Value)) {
	Paint(svg, width, height, finer, func(canvas js.Value) {
		var drawn js.Func
		drawn = js.FuncOf(func(_ js.Value, args []js.Value) any {
			drawn.Release()
			done(args[0])
			return nil
		})
		canvas.Call("toBlob", drawn, "image/png")
	})
}

// Pixels returns the pixels of a canvas, row by row, each as red, green, blue and alpha.
func Pixels(canvas js.Value) js.Value {
	data := canvas.Call("getContext", "2d").Call("getImageData", 0, 0, canvas.Get("width"), canvas.Get("height"))
	return Window.Get("Uint8Array").New(data.Get("data").Get("buffer"))
}

// Paint draws an SVG image of width × height CSS pixels on a new canvas, and calls done
// with it. Each CSS pixel becomes finer × finer pixels.
func Paint(svg string, width, height, finer float64, done func(canvas js.Value)) {
	image := Window.Get("Image").New()
	url := "data:image/svg+xml;charset=utf-8," + Window.Call("encodeURIComponent", svg).String()
	var loaded Listener
	loaded = Listen(image, "load", func(js.Value) {
		loaded.Release()
		canvas := New("canvas")
		canvas.Set("width", width*finer)
		canvas.Set("height", height*finer)
		canvas.Call("getContext", "2d").Call("drawImage", image, 0, 0, width*finer, height*finer)
		done(canvas)
	})
	image.Set("src", url)
}
