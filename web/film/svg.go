package film

import (
	"fmt"
	"strings"
	"time"

	"bonsai/engine/snapshot"
	"bonsai/web"
	"bonsai/web/panel"
	"bonsai/web/text"
)

// Pictures draws the scenes, each as an SVG image of the size of a frame. Lines are as
// wide and as faint as in the picture of the present network.
func Pictures(w *text.Words, theme *web.Theme, scenes []Scene, present *snapshot.Snapshot) []string {
	title := "Bonsai: " + panel.DatasetName(w, present)
	about := panel.Caption(w, present, title).Description
	pictures := make([]string, len(scenes))
	for i, scene := range scenes {
		caption := panel.Caption(w, scene.Snapshot, title)
		caption.Description = about
		caption.Facts[2] += " · " + w.Text("outcome.epoch") + " " + w.Count(scene.Epoch) // fine-tuning explains an accuracy that rises
		pictures[i] = web.Frame(scene.Snapshot, present, theme, caption)
	}
	return pictures
}

// An element is a part of pictures: in which of them it is, from the first to before the
// end.
type element struct {
	text       string
	first, end int
}

// SVG writes pictures of scenes as one SVG image that moves without a script. What is
// the same in pictures that follow each other is in it once. Whoever prefers reduced
// motion sees the last picture.
func SVG(pictures []string, scenes []Scene) string {
	parts := merged(pictures)
	var out, style strings.Builder
	known := map[string]bool{}
	for _, p := range parts {
		if p.first == 0 && p.end == len(pictures) {
			out.WriteString(p.text)
			continue
		}
		name := fmt.Sprintf("s%d-%d", p.first, p.end)
		if !known[name] {
			known[name] = true
			style.WriteString(keyframes(name, p.first, p.end, scenes))
		}
		class := ` class="` + name + `"`
		if p.end < len(pictures) {
			class = ` class="gone ` + name + `"`
		}
		at := strings.IndexAny(p.text, " />")
		out.WriteString(p.text[:at] + class + p.text[at:])
	}
	head, body, _ := strings.Cut(out.String(), "</desc>")
	return head + "</desc><style>.gone{visibility:hidden}@media (prefers-reduced-motion:no-preference){" + style.String() + "}</style>" + body
}

// keyframes lets a class be seen from the first of its scenes to before the end, and
// again whenever the film starts again.
func keyframes(class string, first, end int, scenes []Scene) string {
	var all time.Duration
	starts := make([]time.Duration, len(scenes)+1)
	for i, scene := range scenes {
		starts[i] = all
		all += scene.Hold
	}
	starts[len(scenes)] = all
	var rule strings.Builder
	fmt.Fprintf(&rule, ".%s{animation:%s %dms step-end infinite}@keyframes %s{", class, class, all.Milliseconds(), class)
	if first > 0 {
		rule.WriteString("0%{visibility:hidden}")
	}
	share := func(scene int) float64 { return 100 * float64(starts[scene]) / float64(all) }
	fmt.Fprintf(&rule, "%.3f%%{visibility:visible}", share(first))
	if end < len(scenes) {
		fmt.Fprintf(&rule, "%.3f%%,to{visibility:hidden}}", share(end))
	} else {
		rule.WriteString("to{visibility:visible}}")
	}
	return rule.String()
}

// merged returns the elements of all pictures: those that are in a picture, in their
// order, are the picture.
func merged(pictures []string) []element {
	var list []element
	for i, picture := range pictures {
		before := map[string]int{} // by text: how many elements of the picture before are not passed yet
		for _, e := range list {
			if e.end == i {
				before[e.text]++
			}
		}
		at := 0
		for _, part := range split(picture) {
			found := -1
			if before[part] > 0 {
				found = find(list, at, i, part)
			}
			if found < 0 {
				list = append(list, element{})
				copy(list[at+1:], list[at:])
				list[at] = element{part, i, i + 1}
				at++
				continue
			}
			for _, passed := range list[at : found+1] {
				if passed.end == i {
					before[passed.text]--
				}
			}
			list[found].end = i + 1
			at = found + 1
		}
	}
	return list
}

// find returns where the picture before the i-th has a part, from a place on, within the
// same group; −1 if it does not.
func find(list []element, at, i int, part string) int {
	for ; at < len(list); at++ {
		e := &list[at]
		if e.end == i && e.text == part {
			return at
		}
		if strings.HasPrefix(e.text, "<g") || strings.HasPrefix(e.text, "</") {
			return -1
		}
	}
	return -1
}

// split cuts an image into elements, and the beginnings and ends of groups.
func split(image string) []string {
	var parts []string
	for len(image) > 0 {
		end := strings.IndexByte(image, '>') + 1
		if tag := image[1:min(len(image), 5)]; tag == "text" || tag == "titl" || tag == "desc" {
			end = strings.Index(image, "</"+tag)
			end += strings.IndexByte(image[end:], '>') + 1
		}
		for end < len(image) && image[end] != '<' {
			end++ // line feeds
		}
		parts = append(parts, image[:end])
		image = image[end:]
	}
	return parts
}
