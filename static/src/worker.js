// The worker's start: fetches the engine, tells how far that has come, and
// hands the thread over to it.
'use strict';

const early = []; // what the page asks for before the engine listens

self.onmessage = async ({data}) => {
  if (data.type !== 'start') {
    early.push(data);
    return;
  }
  try {
    importScripts(data.exec);
    const go = new Go();
    const {instance} = await instantiate(data.wasm, go.importObject);
    const end = go.run(instance); // sets onmessage to its own
    end.then(() => postMessage({type: 'failed', detail: 'engine'})); // it never should
    for (const request of early) self.onmessage({data: request});
  } catch (error) {
    postMessage({type: 'failed', detail: String(error)});
  }
};

async function instantiate(url, imports) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const counted = new Response(response.body.pipeThrough(new TransformStream({
    transform(chunk, controller) {
      postMessage({type: 'progress', bytes: chunk.length});
      controller.enqueue(chunk);
    },
  })), {headers: {'Content-Type': 'application/wasm'}});
  return WebAssembly.instantiateStreaming(counted, imports);
}
