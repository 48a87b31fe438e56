package deploy

import (
	"fmt"

	"bonsai/engine/exchange"
	"bonsai/engine/recipe"
	"bonsai/engine/snapshot"
)

// moduleFormat is the name of the format that package compile writes.
const moduleFormat = "wasm"

// moduleSnippet loads the module in a browser.
const moduleSnippet = `const {instance: {exports}} = await WebAssembly.instantiateStreaming(fetch("bonsai.wasm"));
new Float32Array(exports.memory.buffer, 0, row.length).set(row);
const output = new Float32Array(exports.memory.buffer, exports.predict(), %d);
`

// tableSnippet does the same for a module that takes rows of a table (compile.Table).
// values has the columns by name.
const tableSnippet = `const module = await WebAssembly.compileStreaming(fetch("bonsai.wasm"));
const {exports} = await WebAssembly.instantiate(module);
const [note] = WebAssembly.Module.customSections(module, "bonsai");
const {columns, target} = JSON.parse(new TextDecoder().decode(note));
const row = columns.filter((c) => c.use).map((c) =>
  c.type === "category" ? (c.categories ?? []).indexOf(values[c.name]) : values[c.name]);
new Float64Array(exports.memory.buffer, 0, row.length).set(row);
const at = exports.predict(), classes = target.classes?.length ?? 1;
const output = new Float64Array(exports.memory.buffer, at, classes > 2 ? classes : 1);
`

// Exported returns the network as other programs take it: with the
// preprocessing of a table, so that they are given values in the units of the
// file.
func (n *Network) Exported() (*exchange.Network, error) {
	x := exchange.Of(n.net)
	if err := n.samples.Describe(x); err != nil {
		return nil, err
	}
	return x, nil
}

// Exports lists the formats in which the network can be saved, with the size
// that it has in each.
func (n *Network) Exports() ([]snapshot.Export, error) {
	x, err := n.Exported()
	if err != nil {
		return nil, err
	}
	var list []snapshot.Export
	for _, f := range exchange.Formats() {
		files, err := f.Write(x)
		if err != nil {
			return nil, err
		}
		list = append(list, snapshot.Export{Format: f.Name, Bytes: exchange.Size(files), Snippet: f.Snippet(x)})
	}
	module, err := n.File()
	if err != nil {
		return nil, err
	}
	snippet := fmt.Sprintf(moduleSnippet, n.Outputs())
	if n.samples.Preprocessing != nil {
		snippet = tableSnippet
	}
	return append(list, snapshot.Export{Format: moduleFormat, Bytes: len(module), Snippet: snippet}), nil
}

// Export returns the files of the network in a format. Some formats have
// several.
func (n *Network) Export(format string) ([]exchange.File, error) {
	if format == moduleFormat {
		module, err := n.File()
		return []exchange.File{{Name: "bonsai.wasm", Bytes: module}}, err
	}
	names := ""
	for _, f := range exchange.Formats() {
		if f.Name == format {
			x, err := n.Exported()
			if err != nil {
				return nil, err
			}
			return f.Write(x)
		}
		names += f.Name + ", "
	}
	return nil, recipe.NewProblem("choice", "field", "format", "value", format, "options", names+moduleFormat)
}
