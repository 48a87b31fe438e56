// The two WebAssembly programs: the page's, which runs here, and the engine's,
// which runs in workers.

import {bytes, response, url} from './assets.js';
import {fail} from './failure.js';
import {number, text} from './words.js';

const total = bytes('page.wasm') + bytes('worker.wasm');
const bar = document.getElementById('progress');
const label = document.getElementById('progressText');
let loaded = 0;
let shownAt = 0; // milliseconds

// report counts bytes that have arrived, and shows the sum ten times a second.
function report(count) {
  loaded += count;
  if (loaded < total && performance.now() < shownAt + 100) return;
  shownAt = performance.now();
  bar.max = total;
  bar.value = loaded;
  const megabytes = (n) => number(n / 1e6, 1);
  label.textContent = text('loading.bytes', {loaded: megabytes(loaded), total: megabytes(total)});
}

async function count(reader) {
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) report(part.value.length);
  } catch { /* the compiler reads the same bytes and reports the error */ }
}

// program fetches a program. The response itself is compiled, since a browser
// compiles it while it arrives and keeps the result for the next visit; a copy
// of the response is counted.
export async function program(name) {
  const answer = await response(name);
  count(answer.clone().body.getReader());
  return answer;
}

let engine; // the compiled engine, for all workers

// helper starts one more engine, for work beside the page's own.
export function helper() {
  const worker = new Worker(url('worker.js'));
  worker.postMessage({type: 'load', exec: url('wasm_exec.js')});
  engine.then((module) => worker.postMessage({type: 'start', module}), () => {}); // startWorker reports the error
  return worker;
}

export function startWorker() {
  engine = WebAssembly.compileStreaming(program('worker.wasm'));
  engine.catch((error) => fail('failure.load', {detail: error.message}));
  const worker = helper();
  worker.addEventListener('message', ({data}) => {
    if (data.type === 'failed') fail('failure.load', {detail: data.detail});
  });
  return worker;
}
