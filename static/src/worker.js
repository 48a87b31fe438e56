// The start of a worker: it waits for the compiled engine from the page and
// runs it on this thread. From then on the engine receives all messages.
'use strict';

let loaded; // a promise
const early = []; // requests that arrive before the engine listens

self.onmessage = async ({data}) => {
  try {
    if (data.type === 'load') await (loaded = load(data));
    else if (data.type === 'start') await start(data.module);
    else early.push(data);
  } catch (error) {
    postMessage({type: 'failed', detail: String(error)});
  }
};

// trusted returns the address of a script, which the page has given, for what runs it.
function trusted(address) {
  const {trustedTypes} = self;
  return trustedTypes ? trustedTypes.createPolicy('bonsai', {createScriptURL: (same) => same}).createScriptURL(address) : address;
}

// load loads Go's part, and tells the page that this worker lives. The lock is held
// until the worker ends, whatever ends it, so that the page notices.
async function load({exec, lock}) {
  const {locks} = navigator;
  if (locks) await new Promise((held) => locks.request(lock, () => new Promise(held)).catch(held));
  if (exec) importScripts(trusted(exec)); // else it is in this script already
  postMessage({type: 'here'});
}

async function start(module) {
  await loaded;
  const go = new Go();
  go.importObject.bonsai = kernelCalls(module);
  const instance = await WebAssembly.instantiate(module, go.importObject);
  memory = instance.exports.mem;
  const end = go.run(instance); // replaces onmessage by a function of its own
  end.then(() => postMessage({type: 'failed', detail: 'engine'})); // the engine never ends by itself
  for (const request of early) self.onmessage({data: request});
}

// The SIMD kernels are a second WebAssembly module, which the engine assembles
// when it starts. It can exist only once the engine has a memory for it to work
// on, but the engine needs something to import before that. So the engine
// imports functions that pass each call on, and the kernels are connected to
// them later.
let memory;
const connections = []; // each takes the kernels' exports

// kernelCalls returns a function for every kernel that the engine imports: the
// names are in the compiled engine.
function kernelCalls(engine) {
  const calls = {};
  for (const {module, name} of WebAssembly.Module.imports(engine)) {
    if (module !== 'bonsai') continue;
    let kernel;
    calls[name] = (...args) => kernel(...args);
    connections.push((exports) => { kernel = exports[name]; });
  }
  return calls;
}

// bonsaiKernels is called by the engine with the bytes of the kernel module. It
// returns whether this browser can run them: they need 128-bit vectors.
self.bonsaiKernels = (bytes) => {
  let exports;
  try {
    ({exports} = new WebAssembly.Instance(new WebAssembly.Module(bytes), {env: {memory}}));
  } catch {
    return false;
  }
  for (const connect of connections) connect(exports);
  return true;
};
