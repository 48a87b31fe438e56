// Writes a random multilayer perceptron as an ONNX file, which is a protocol buffer
// (onnx.proto, operator set 13), for onnxruntime-web.
'use strict';

function onnxOf(sizes) {
  const text = (s) => [...new TextEncoder().encode(s)];
  const number = (n) => { const b = []; for (; n > 127; n >>>= 7) b.push(n & 127 | 128); return [...b, n]; };
  const field = (id, bytes) => [...number(id * 8 + 2), ...number(bytes.length), ...bytes];
  const integer = (id, n) => [...number(id * 8), ...number(n)];
  const matrix = (name, dims) => {
    const values = Float32Array.from({length: dims.reduce((a, b) => a * b)}, () => (Math.random() - 0.5) / 10);
    const parts = [dims.flatMap((d) => integer(1, d)), integer(2, 1), field(8, text(name))].flat();
    const raw = new Uint8Array(values.buffer);
    return joined([Uint8Array.from([...parts, ...number(9 * 8 + 2), ...number(raw.length)]), raw]);
  };
  const joined = (parts) => {
    const all = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
    let at = 0;
    for (const p of parts) { all.set(p, at); at += p.length; }
    return all;
  };
  const wrapped = (id, bytes) => joined([Uint8Array.from([...number(id * 8 + 2), ...number(bytes.length)]), bytes]);
  const port = (name, n) => {
    const shape = field(2, [...field(1, field(2, text('N'))), ...field(1, integer(1, n))]);
    return [...field(1, text(name)), ...field(2, field(1, [...integer(1, 1), ...shape]))];
  };
  const parts = [];
  let input = 'x';
  for (let l = 1; l < sizes.length; l++) {
    const last = l === sizes.length - 1;
    const sums = last ? 'y' : `z${l}`;
    const node = (inputs, output, op) => Uint8Array.from(field(1, [
      ...inputs.flatMap((i) => field(1, text(i))), ...field(2, text(output)), ...field(4, text(op))]));
    parts.push(node([input, `w${l}`, `b${l}`], sums, 'Gemm'));
    if (!last) parts.push(node([sums], `a${l}`, 'Relu'));
    parts.push(wrapped(5, matrix(`w${l}`, [sizes[l - 1], sizes[l]])), wrapped(5, matrix(`b${l}`, [sizes[l]])));
    input = `a${l}`;
  }
  parts.push(Uint8Array.from(field(2, text('network'))));
  parts.push(Uint8Array.from(field(11, port('x', sizes[0]))), Uint8Array.from(field(12, port('y', sizes.at(-1)))));
  const graph = joined(parts);
  return joined([Uint8Array.from([...integer(1, 8), ...field(8, integer(2, 13))]), wrapped(7, graph)]);
}
