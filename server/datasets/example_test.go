package datasets_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	"bonsai/server/datasets"
)

func Example() {
	dir, err := os.MkdirTemp("", "lesson")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, "iris flowers.csv"), []byte("5.1,3.5,setosa\n"), 0o644); err != nil {
		fmt.Println(err)
		return
	}
	folder, err := datasets.Open(dir)
	if err != nil {
		fmt.Println(err)
		return
	}
	w := httptest.NewRecorder()
	folder.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/data/index.json", nil))
	fmt.Println(w.Body)
	// Output: [{"name":"iris flowers","files":["data/iris%20flowers.csv"]}]
}
