// The contenders of the benchmark. Each has a function that prepares a task and returns
// a function that does a number of rounds of it.
'use strict';

// The training tasks. A round is an epoch over the samples.
const shapes = [
  {sizes: [2, 4, 2, 1], activation: 'tanh', optimizer: 'sgd', batch: 10, samples: 1000},
  {sizes: [20, 10, 10, 1], activation: 'relu', optimizer: 'adam', batch: 32, samples: 1000},
  {sizes: [7, 8, 8, 8, 8, 8, 8, 1], activation: 'relu', optimizer: 'sgd', batch: 10, samples: 1000},
  {sizes: [784, 300, 100, 10], activation: 'relu', optimizer: 'adam', batch: 64, samples: 128},
];
const lenet = [784, 300, 100, 10];

const random = (n) => Float32Array.from({length: n}, () => Math.random() * 2 - 1);
const labels = (outputs, samples) => Array.from({length: samples}, () => Math.floor(Math.random() * Math.max(outputs, 2)));

// engine starts our own program, with kernels or without.
async function engine(kernels) {
  const go = new Go();
  let memory, run;
  const call = (name) => (...a) => run[name](...a);
  go.importObject.bonsai = {
    forward: (plan) => run.forward(plan), step: (plan) => run.step(plan),
    gemm: (m, n, k, a, lda, b, ldb, c, ldc, start) => run.gemm(m, n, k, a, lda, b, ldb, c, ldc, start),
    gemmTransposed: call('gemmTransposed'), axpy: call('axpy'), scal: call('scal'),
    addProducts: call('addProducts'), eliminate: call('eliminate'),
  };
  globalThis.bonsaiKernels = (module) => {
    if (!kernels) return false;
    run = new WebAssembly.Instance(new WebAssembly.Module(module), {env: {memory}}).exports;
    return true;
  };
  const ready = new Promise((resolve) => { globalThis.benchReady = resolve; });
  const {instance} = await WebAssembly.instantiateStreaming(fetch('bench.wasm'), go.importObject);
  memory = instance.exports.mem;
  go.run(instance);
  return ready;
}

// ---- training ----------------------------------------------------------------

function tensorflow(backend) {
  return async ({sizes, activation, optimizer, batch, samples}) => {
    await tf.setBackend(backend);
    const model = tf.sequential();
    const outputs = sizes.at(-1);
    sizes.slice(1).forEach((units, l) => {
      const last = l === sizes.length - 2;
      const end = outputs > 1 ? 'softmax' : 'sigmoid';
      model.add(tf.layers.dense({units, activation: last ? end : activation, ...(l === 0 && {inputShape: [sizes[0]]})}));
    });
    model.compile({
      optimizer: optimizer === 'adam' ? tf.train.adam(0.001) : tf.train.sgd(0.001),
      loss: outputs > 1 ? 'categoricalCrossentropy' : 'binaryCrossentropy',
    });
    const batches = [];
    for (let left = samples; left > 0; left -= batch) {
      const rows = Math.min(batch, left);
      const y = labels(outputs, samples).slice(0, rows);
      batches.push([tf.tensor2d(random(rows * sizes[0]), [rows, sizes[0]]),
        outputs > 1 ? tf.oneHot(tf.tensor1d(y, 'int32'), outputs).toFloat() : tf.tensor2d(y, [rows, 1])]);
    }
    return async (rounds) => {
      await tf.setBackend(backend);
      for (; rounds > 0; rounds--) for (const [x, y] of batches) await model.trainOnBatch(x, y);
    };
  };
}

async function convnet({sizes, activation, optimizer, batch, samples}) {
  const outputs = sizes.at(-1);
  const net = new convnetjs.Net();
  net.makeLayers([
    {type: 'input', out_sx: 1, out_sy: 1, out_depth: sizes[0]},
    ...sizes.slice(1, -1).map((n) => ({type: 'fc', num_neurons: n, activation})),
    {type: 'softmax', num_classes: Math.max(outputs, 2)},
  ]);
  const trainer = new convnetjs.Trainer(net, {method: optimizer, learning_rate: 0.001, batch_size: batch, momentum: 0});
  const set = Array.from({length: samples}, () => new convnetjs.Vol(Array.from(random(sizes[0]))));
  const y = labels(outputs, samples);
  return (rounds) => { for (; rounds > 0; rounds--) set.forEach((x, i) => trainer.train(x, y[i])); };
}

async function brainJS({sizes, activation, samples}) {
  const outputs = sizes.at(-1);
  const net = new brain.NeuralNetwork({hiddenLayers: sizes.slice(1, -1), activation, learningRate: 0.001});
  const y = labels(outputs, samples);
  const set = Array.from({length: samples}, (_, i) => ({
    input: Array.from(random(sizes[0])),
    output: outputs > 1 ? Array.from({length: outputs}, (__, k) => Number(k === y[i])) : [y[i]],
  }));
  return (rounds) => net.train(set, {iterations: rounds, errorThresh: 1e-9});
}

async function objects({sizes, activation, batch, samples}) {
  const net = new ObjectNetwork(sizes, activation);
  const set = Array.from({length: samples}, () => random(sizes[0]));
  const y = labels(sizes.at(-1), samples);
  return (rounds) => {
    for (; rounds > 0; rounds--) {
      for (let i = 0; i < samples; i++) {
        net.forward(set[i]);
        net.backward(y[i]);
        if ((i + 1) % batch === 0) net.update(0.001, batch);
      }
    }
  };
}

// ---- inference ---------------------------------------------------------------

async function onnx(rows) {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = new URL('peers/', document.baseURI).href;
  const session = await ort.InferenceSession.create(onnxOf(lenet), {executionProviders: ['wasm']});
  const feeds = {x: new ort.Tensor('float32', random(rows * lenet[0]), [rows, lenet[0]])};
  return async (rounds) => { for (; rounds > 0; rounds--) await session.run(feeds); };
}

async function tensorflowInference(rows) {
  await tf.setBackend('wasm');
  const model = tf.sequential();
  lenet.slice(1).forEach((units, l) => model.add(tf.layers.dense({units, activation: l < 2 ? 'relu' : 'linear', ...(l === 0 && {inputShape: [784]})})));
  const x = tf.tensor2d(random(rows * lenet[0]), [rows, lenet[0]]);
  return async (rounds) => {
    await tf.setBackend('wasm');
    for (; rounds > 0; rounds--) {
      const y = model.predict(x);
      await y.data();
      y.dispose();
    }
  };
}

async function compiled(bonsai, sparsity, rows) {
  const module = rows === 1 ? bonsai.module(lenet, sparsity) : bonsai.batch(lenet, sparsity);
  const {instance: {exports}} = await WebAssembly.instantiate(module);
  const x = random(rows * lenet[0]);
  const input = new Float32Array(exports.memory.buffer, 0, x.length);
  return (rounds) => {
    for (; rounds > 0; rounds--) {
      input.set(x);
      exports.predict(rows);
    }
  };
}
