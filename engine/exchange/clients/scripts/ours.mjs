// Runs the snippets of ONNX and TensorFlow.js in Node, and prints the outputs for
// each of the folders that are its arguments.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";

const require = createRequire(path.join(process.env.NODE_MODULES, "x.js"));
const ort = require("onnxruntime-web");
const tf = require("@tensorflow/tfjs");
ort.env.wasm.numThreads = 1;
ort.env.logLevel = "error";
await tf.setBackend("cpu");

const AsyncFunction = (async () => {}).constructor;

// TensorFlow.js fetches models, so they come from a server.
let folder;
const server = createServer((request, response) => {
  response.end(readFileSync(path.join(folder, decodeURI(request.url))));
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const base = `http://127.0.0.1:${server.address().port}/`;

async function run(snippet, parameters) {
  snippet = snippet.replace('"model.json"', `"${base}tfjs/model.json"`);
  return new AsyncFunction(...Object.keys(parameters), snippet + "return output;")(...Object.values(parameters));
}

async function compute() {
  const read = (name) => JSON.parse(readFileSync(path.join(folder, name), "utf8"));
  const job = read("job.json");
  const numbers = job.numbers.map((row) => row.map((v) => (v === null ? NaN : v)));
  const answers = {};
  for (const format of ["onnx", "onnx-sparse"]) {
    process.chdir(path.join(folder, format));
    const output = await run(job.snippets[format], { ort, rows: numbers });
    const width = output.dims[1];
    answers[format] = { outputs: numbers.map((_, i) => [...output.data.slice(i * width, (i + 1) * width)]) };
  }
  const rows = job.encoded ? read("features.json") : numbers;
  const outputs = await (await run(job.snippets.tfjs, { tf, rows })).array();
  const net = await tf.loadLayersModel(base + "tfjs/model.json");
  const kernels = net.weights.filter((w) => w.originalName.endsWith("kernel"));
  const zeros = kernels.reduce((sum, w) => sum + w.read().dataSync().filter((v) => v === 0).length, 0);
  answers.tfjs = { outputs, zeros };
  return answers;
}

const all = {};
for (folder of process.argv.slice(2)) all[folder] = await compute();
server.close();
console.log(JSON.stringify(all));
