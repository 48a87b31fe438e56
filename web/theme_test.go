package web

import (
	"image/color"
	"strings"
	"testing"
)

func TestParseTheme(t *testing.T) {
	theme, err := ParseTheme(func(name string) string {
		if name == "positive" {
			return " #1F78b4 "
		}
		return "#000000"
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := (color.RGBA{0x1f, 0x78, 0xb4, 255}); theme.Positive != want {
		t.Errorf("positive is %v, want %v", theme.Positive, want)
	}
	if want := (color.RGBA{0, 0, 0, 255}); theme.Dead != want {
		t.Errorf("dead is %v, want %v", theme.Dead, want)
	}
}

func TestParseThemeNamesTheColourThatIsWrong(t *testing.T) {
	for _, text := range []string{"", "red", "#12345", "#12345g", "#1234567", "1234567"} {
		_, err := ParseTheme(func(name string) string {
			if name == "muted" {
				return text
			}
			return "#ffffff"
		})
		if err == nil || !strings.Contains(err.Error(), "muted") {
			t.Errorf("%q: error %v", text, err)
		}
	}
}
