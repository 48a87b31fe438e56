// Measures the contenders of each task in turns, several times, and keeps the median of
// each. The result is globalThis.benchResult.
'use strict';

const turns = 5;
const slice = 250; // least duration of a turn in ms

// rate returns the rounds per second in one turn.
async function rate(run) {
  let rounds = 1;
  for (;;) {
    const start = performance.now();
    await run(rounds);
    const took = performance.now() - start;
    await new Promise((resolve) => setTimeout(resolve)); // lets other scripts run, such as the one that asks for the result
    if (took >= slice) return rounds / took * 1000;
    rounds = Math.ceil(rounds * Math.min(20, 1.2 * slice / Math.max(took, 0.01)));
  }
}

// race measures contenders, {name: begin}, on a task. A round is worth a number of
// units, such as samples.
async function race(task, unit, worth, contenders) {
  const running = {};
  const failed = {};
  for (const [name, begin] of Object.entries(contenders)) {
    try {
      const run = await begin();
      await run(1); // lets the browser compile the code
      running[name] = {run, rates: []};
    } catch (error) { failed[name] = String(error); }
  }
  for (let turn = 0; turn < turns; turn++) {
    for (const c of Object.values(running)) c.rates.push(await rate(c.run) * worth);
  }
  const result = {task, unit, rates: {}, failed};
  for (const [name, c] of Object.entries(running)) result.rates[name] = c.rates.sort((a, b) => a - b)[turns >> 1];
  console.log(JSON.stringify(result));
  return result;
}

async function bench() {
  const fast = await engine(true);
  const plain = await engine(false);
  tf.wasm?.setWasmPaths?.('peers/');
  const results = [];
  for (const shape of shapes) {
    const ours = (bonsai) => () => bonsai.trainer(shape.sizes, shape.activation, shape.optimizer, shape.batch, shape.samples);
    results.push(await race(`training ${shape.sizes.join('-')}, ${shape.optimizer}, batch ${shape.batch}`, 'samples/s', shape.samples, {
      'Bonsai': ours(fast), 'Bonsai, plain Go': ours(plain),
      'TF.js wasm': () => tensorflow('wasm')(shape), 'TF.js cpu': () => tensorflow('cpu')(shape),
      'ConvNetJS': () => convnet(shape), 'brain.js': () => brainJS(shape), 'objects': () => objects(shape),
    }));
  }
  for (const rows of [1, 256]) {
    results.push(await race(`inference 784-300-100-10, ${rows} at a time`, 'samples/s', rows, {
      'Bonsai': () => fast.inference(lenet, rows), 'Bonsai, 90 % pruned, compiled': () => compiled(fast, 0.9, rows),
      'Bonsai, 98 % pruned, compiled': () => compiled(fast, 0.98, rows),
      'onnxruntime-web': () => onnx(rows), 'TF.js wasm': () => tensorflowInference(rows),
    }));
  }
  const {instance} = await WebAssembly.instantiate(fast.peak);
  results.push(await race('sgemm 32×300×784', 'GFLOP/s', 2 * 32 * 300 * 784 / 1e9, {
    'Bonsai': () => fast.product(32, 300, 784), 'Bonsai, plain Go': () => plain.product(32, 300, 784),
  }));
  results.push(await race('multiplying and adding in registers', 'GFLOP/s', 12 * 1_000_000 * 8 / 1e9, {
    'registers': async () => (rounds) => { for (; rounds > 0; rounds--) instance.exports.run(); },
  }));
  results.push(...await slopes(fast));
  return results;
}

// slopes measures how time and memory grow with the number of weights and with the
// number of samples.
async function slopes(bonsai) {
  const results = [];
  const memory = {};
  for (const [width, samples] of [[10, 256], [56, 256], [240, 256], [690, 256], [56, 4096], [56, 65536]]) { // 2·w² + 21·w weights
    const sizes = [20, width, width, width, 1];
    const weights = sizes.slice(1).reduce((n, size, l) => n + size * sizes[l], 0);
    const of = `${weights.toLocaleString('en')} weights, ${samples.toLocaleString('en')} samples`;
    const before = bonsai.heap();
    const train = bonsai.trainer(sizes, 'relu', 'adam', 64, samples);
    memory[`Bonsai, ${of}`] = bonsai.heap() - before;
    results.push(await race(`training of ${of}`, 'samples/s', samples, {'Bonsai': () => train}));
  }
  results.push({task: 'memory that training takes', unit: 'bytes', rates: memory});
  return results;
}

bench().then((results) => { globalThis.benchResult = results; }, (error) => { globalThis.benchFailure = String(error.stack); });
