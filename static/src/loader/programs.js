// The two WebAssembly programs: the page's, which runs here, and the engine's,
// which runs in workers.

import {bytes, response, url} from './assets.js';
import {fail} from './failure.js';
import {script} from './trusted.js';
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

// A worker that was fetched answers at once; one that has not answered this long after
// the far larger engine was fetched never will.
const patience = 30000; // milliseconds: a busy phone starts a thread late

// supervise turns each way in which a worker can fail into a message {type: 'failed',
// detail}, like those of the worker itself: it could not be fetched or is not a program,
// it does not answer, or the browser has ended it.
function supervise(worker, lock) {
  const failed = (detail) => worker.dispatchEvent(new MessageEvent('message', {data: {type: 'failed', detail}}));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    failed(event.message || url('worker.js'));
  });
  let here = false;
  worker.addEventListener('message', ({data}) => {
    if (data.type !== 'here') return;
    here = true;
    // The worker holds the lock as long as it lives. A page over plain http has no locks,
    // and one in a sandbox is refused them.
    navigator.locks?.request(lock, () => failed('it was ended')).catch(() => {});
  });
  engine.then(() => setTimeout(() => { if (!here) failed(`${url('worker.js')}: no answer`); }, patience), () => {});
}

let engine; // the compiled engine, for all workers
let scripts; // the addresses of a worker's two scripts

// scriptAddresses returns them. A page without an origin, as a file or in a sandbox, may
// start a worker only from its own memory, with all of its script in one.
async function scriptAddresses() {
  if (self.origin !== 'null') return {start: url('worker.js'), exec: url('wasm_exec.js')};
  const text = async (name) => (await response(name)).text();
  const whole = [await text('wasm_exec.js'), '\n', await text('worker.js')];
  return {start: URL.createObjectURL(new Blob(whole, {type: 'text/javascript'})), exec: null};
}

// helper starts one more engine, for work beside the page's own.
export function helper() {
  const worker = new Worker(script(scripts.start));
  const lock = `bonsai worker ${Math.random()}`;
  supervise(worker, lock);
  worker.postMessage({type: 'load', exec: scripts.exec, lock});
  engine.then((module) => worker.postMessage({type: 'start', module}), () => {}); // startWorker reports the error
  return worker;
}

const usable = () => performance.getEntriesByName('usable').length > 0;

export async function startWorker() {
  engine = WebAssembly.compileStreaming(program('worker.wasm'));
  engine.catch((error) => fail('failure.load', {detail: error.message}));
  scripts = await scriptAddresses();
  const worker = helper();
  worker.addEventListener('message', ({data}) => {
    if (data.type === 'failed') fail(usable() ? 'failure.engine' : 'failure.load', {detail: data.detail});
  });
  return worker;
}
