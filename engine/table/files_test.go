package table_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"bonsai/engine/table"
)

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// open reads a file to the end.
func open(file []byte, want table.Want) (*table.Table, error) {
	r := table.NewReader(file, want)
	for r.Step(1 << 16) {
	}
	return r.Table()
}

// TestFilesOpenWithSensibleDefaults gives the choices suggested for each file
// that people may bring, and how many rows and inputs they come to.
func TestFilesOpenWithSensibleDefaults(t *testing.T) {
	for _, c := range []struct {
		file, choices        string
		rows, usable, inputs int
	}{
		{"classes51.csv", "1.cucdnpny.dkc.0.5.n4c", 510, 510, 4},
		{"comment_hash.csv", "1.cucdhpny.dkc.0.5.n4c", 150, 150, 4},
		{"currency.csv", "1.cucdnpny.dkc.0.6.n5c", 150, 150, 5},
		{"iris_bool_feature.csv", "1.cucdnpny.dkc.0.6.n4bc", 150, 150, 5},
		{"iris_cat_feature.csv", "1.cucdnpny.dkc.0.6.n4c2", 150, 150, 7}, // 4 numbers, 3 colours
		{"iris_cr_only.csv", "1.cucdnpny.dkc.0.5.n4c", 150, 150, 4},
		{"iris_date_feature.csv", "1.cucdnpny.dkc.0.6.Yn4c", 150, 150, 4},
		{"iris_decimalcomma_head.csv", "1.cusdncny.dkc.0.5.n4c", 150, 150, 4},
		{"iris_decimalcomma_nohead.csv", "1.cusdncnn.dkc.0.5.n4c", 150, 150, 4},
		{"iris_head.csv", "1.cucdnpny.dkc.0.5.n4c", 150, 150, 4},
		{"iris_head.csv.gz", "1.cucdnpny.dkc.0.5.n4c", 150, 150, 4},
		{"iris_label_first_num.csv", "1.cucdnpny.dkc.0.1.n5", 150, 150, 4},
		{"iris_label_mid_text.csv", "1.cucdnpny.dkc.0.3.n2cn2", 150, 150, 4},
		{"iris_latin1.csv", "1.cwcdnpny.dkc.0.5.n4c", 150, 150, 4},
		{"iris_missing_NA.csv", "1.cucdnpny.fkc.0.5.n4c", 150, 150, 4},
		{"iris_missing_empty.csv", "1.cucdnpny.fkc.0.5.n4c", 150, 150, 4},
		{"iris_missing_q.csv", "1.cucdnpny.fkc.0.5.n4c", 150, 150, 4},
		{"iris_missinglabel_NA.csv", "1.cucdnpny.dkc.0.5.n4c", 150, 149, 4},
		{"iris_rownames_text.csv", "1.cucdnpny.dkc.0.6.Rn4c", 150, 150, 4},
		{"iris_utf16le.csv", "1.clcdnpny.dkc.0.5.n4c", 150, 150, 4},
		{"kfold_outlier.csv", "1.cucdnpny.dkc.0.2.nc", 200, 200, 1},
		{"label_case_space.csv", "1.cucdnpny.dkc.0.5.n4c", 150, 150, 4},
		{"label_yes_no_mixed_num.csv", "1.cucdnpny.dkc.0.5.n4c", 150, 150, 4},
		{"min_firstrow_missing.csv", "1.cucdnpnn.fkc.0.3.n2c", 41, 41, 2},
		{"min_intnames.csv", "1.cucdnpny.dkc.0.3.n2b", 40, 40, 2},
		{"min_intnames_index.csv", "1.cucdnpny.dkc.0.5.Nn3b", 60, 60, 3},
		{"min_price.csv", "1.cucdnpny.dkr.0.3.bn2", 120, 120, 2},
		{"min_regression.csv", "1.cucdnpny.dkr.0.2.n2", 60, 60, 1},
		{"min_scale.csv", "1.cucdnpny.dkc.0.2.nb", 100, 100, 1},
		{"percent.csv", "1.cucdnpny.dkc.0.6.n5c", 150, 150, 5},
		{"quoted_space_after.csv", "1.cucdnpny.dkc.0.5.n4c", 150, 150, 4},
		{"regression_2col.csv", "1.cucdnpny.dkr.0.2.n2", 200, 200, 1},
		{"regression_price_chas.csv", "1.cucdnpny.dkr.0.4.bn3", 300, 300, 3},
		{"sep_line.csv", "1.cusdnpny.dkc.1.5.n4c", 150, 150, 4},
		{"single_quotes.csv", "1.cucsnpny.dkc.0.5.n4c", 150, 150, 4},
		{"thousands_quoted.csv", "1.cucdnpcy.dkc.0.6.n5c", 150, 150, 5},
		{"trailing_sep.csv", "1.cucdnpny.dkc.0.5.n4cN", 150, 150, 4},
		{"unicode_minus.csv", "1.cucdnpny.dkc.0.5.n4c", 150, 150, 4},
	} {
		tab, err := open(readFile(t, c.file), table.Want{})
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		p := tab.Preview(tab.Suggest().Choices)
		if p.Problem != nil {
			t.Errorf("%s: %v", c.file, p.Problem)
		}
		if p.Choices != c.choices || p.Rows != c.rows || p.Usable != c.usable || p.Inputs != c.inputs {
			t.Errorf("%s: %s with %d rows, %d usable, %d inputs; want %s with %d, %d, %d",
				c.file, p.Choices, p.Rows, p.Usable, p.Inputs, c.choices, c.rows, c.usable, c.inputs)
		}
	}
}

func TestFilesThatAreRefusedSayWhy(t *testing.T) {
	for _, c := range []struct {
		file, code, row string
	}{
		{"book.xlsx", "format", ""},
		{"nulbytes.csv", "binary", "2"},
		{"numforms.csv", "hexadecimal", "6"},
		{"oneclass.csv", "oneClass", ""},
		{"ragged_short.csv", "shortRow", "101"},
		{"zero.csv", "empty", ""},
	} {
		tab, err := open(readFile(t, c.file), table.Want{})
		if err == nil {
			_, err = tab.Rows(tab.Suggest().Choices)
		}
		var e *table.Error
		if !errors.As(err, &e) || e.Code != c.code || e.Args["row"] != c.row {
			t.Errorf("%s: %v; want the error %s in row %q", c.file, err, c.code, c.row)
		}
	}
}
