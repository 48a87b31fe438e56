package static

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"bonsai/web/lesson"
)

// chinese returns every Chinese sentence that the page shows, by where it stands.
// Formulas and sources are left out.
func chinese(t *testing.T) map[string]string {
	t.Helper()
	sentences := map[string]string{}
	for key, text := range messages(t, "zh") {
		sentences["messages "+key] = text
	}
	for key, e := range readGlossary(t, "zh") {
		sentences["glossary "+key] = strings.Join([]string{e.Name, e.What, e.Try}, "\n")
	}
	files, err := filepath.Glob("src/lessons/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no lessons: %v", err)
	}
	zh := regexp.MustCompile(`"zh": "(.*)"`)
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := lesson.Read(b); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, m := range zh.FindAllStringSubmatch(string(b), -1) {
			sentences[name+" "+m[1]] = m[1]
		}
	}
	return sentences
}

// One English term has one Chinese term, in the messages, the help and the lessons.
func TestATermHasOneChineseName(t *testing.T) {
	names := map[string]string{
		"瞎猜": "随机猜测", "批次": "批量", "批大小": "批量大小", "彩票假设": "彩票假说", "逐轮": "逐次",
		"训练数据": "训练集", "测试数据": "测试集", "测试准确率": "测试集准确率", "训练准确率": "训练集准确率",
		"个连接": "条连接", "被剪的": "被剪枝的", "保留权重": "保留的权重", "幅值": "大小",
		"每层各自": "每一层", "你": "您",
	}
	for where, text := range chinese(t) {
		for other, name := range names {
			if strings.Contains(text, other) {
				t.Errorf("%s: %s is called %s elsewhere: %s", where, other, name, text)
			}
		}
	}
}

// Chinese sentences have Chinese punctuation, and a space between Chinese characters
// and Latin letters or digits.
func TestChineseIsPunctuatedInOneWay(t *testing.T) {
	faults := map[string]*regexp.Regexp{
		"punctuation of English":           regexp.MustCompile(`\p{Han} ?[,;:!?()]|[,;:!?()] ?\p{Han}`),
		"no space beside a word or number": regexp.MustCompile(`\p{Han}[A-Za-z0-9]|[A-Za-z0-9%]\p{Han}`),
		"a space beside punctuation":       regexp.MustCompile(` [，。；：、？！）”]|[，。；：、？！（“] `),
		"straight quotes":                  regexp.MustCompile(`["']`),
	}
	for where, text := range chinese(t) {
		for fault, pattern := range faults {
			if found := pattern.FindString(text); found != "" {
				t.Errorf("%s: %s at %q: %s", where, fault, found, text)
			}
		}
	}
}
