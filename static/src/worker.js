// The worker's start: takes the compiled engine from the page and hands the
// thread over to it.
'use strict';

const early = []; // what the page asks for before the engine listens

self.onmessage = async ({data}) => {
  try {
    if (data.type === 'load') importScripts(data.exec);
    else if (data.type === 'start') await start(data.module);
    else early.push(data);
  } catch (error) {
    postMessage({type: 'failed', detail: String(error)});
  }
};

async function start(module) {
  const go = new Go();
  go.importObject.bonsai = kernels;
  const instance = await WebAssembly.instantiate(module, go.importObject);
  memory = instance.exports.mem;
  const end = go.run(instance); // sets onmessage to its own
  end.then(() => postMessage({type: 'failed', detail: 'engine'})); // it never should
  for (const request of early) self.onmessage({data: request});
}

// The engine's kernels are a module that the engine assembles. They work on
// its memory, and it calls them through these.
let memory, run;
const kernels = {
  forward: (plan) => run.forward(plan),
  step: (plan) => run.step(plan),
  gemm: (m, n, k, a, lda, b, ldb, c, ldc, start) => run.gemm(m, n, k, a, lda, b, ldb, c, ldc, start),
  gemmTransposed: (m, n, k, a, lda, b, ldb, c, ldc, start) => run.gemmTransposed(m, n, k, a, lda, b, ldb, c, ldc, start),
  axpy: (n, y, x, a) => run.axpy(n, y, x, a),
  scal: (n, x, a) => run.scal(n, x, a),
  addProducts: (tiles, rounds, c, p, q, stride) => run.addProducts(tiles, rounds, c, p, q, stride),
  eliminate: (tiles, rounds, p, q, stride) => run.eliminate(tiles, rounds, p, q, stride),
};

// bonsaiKernels takes the module, and tells whether this browser can run it.
self.bonsaiKernels = (module) => {
  try {
    run = new WebAssembly.Instance(new WebAssembly.Module(module), {env: {memory}}).exports;
    return true;
  } catch {
    return false; // it has no vectors
  }
};
