// Makes networks with TensorFlow.js in the folder that is its argument, and prints
// what they are and what they compute.
import { createRequire } from "node:module";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const require = createRequire(path.join(process.env.NODE_MODULES, "x.js"));
const tf = require("@tensorflow/tfjs");
await tf.setBackend("cpu");

const layers = tf.layers;
const x = tf.randomNormal([100, 6], 1, 3, "float32", 7);

function functional() {
  const input = tf.input({ shape: [6] });
  let value = layers.dense({ units: 11, activation: "sigmoid" }).apply(input);
  value = layers.dropout({ rate: 0.2 }).apply(value);
  value = layers.dense({ units: 1 }).apply(value);
  return tf.model({ inputs: input, outputs: value });
}

const nets = {
  plain: ["softmax", tf.sequential({ layers: [layers.dense({ inputShape: [6], units: 12, activation: "tanh" }), layers.dense({ units: 3, activation: "softmax" })] })],
  normalised: ["sigmoid", tf.sequential({ layers: [
    layers.batchNormalization({ inputShape: [6] }), layers.dense({ units: 12, useBias: false }), layers.batchNormalization(),
    layers.activation({ activation: "relu" }), layers.dropout({ rate: 0.1 }), layers.batchNormalization(),
    layers.dense({ units: 1, activation: "sigmoid" })] })],
  separate: ["softmax", tf.sequential({ layers: [layers.flatten({ inputShape: [6, 1] }), layers.dense({ units: 9 }), layers.reLU(), layers.dense({ units: 4 }), layers.softmax()] })],
  functional: ["linear", functional()],
};

const cases = [];
for (const [name, [output, net]] of Object.entries(nets)) {
  net.compile({ optimizer: "adam", loss: "meanSquaredError" });
  const input = name === "separate" ? x.reshape([100, 6, 1]) : x;
  await net.fit(input, tf.randomUniform([100, net.outputs[0].shape[1]]), { epochs: 3, verbose: 0 });
  const folder = path.join(process.argv[2], name);
  mkdirSync(folder);
  await net.save(tf.io.withSaveHandler(async (saved) => {
    const model = {
      modelTopology: saved.modelTopology, format: saved.format, generatedBy: saved.generatedBy, convertedBy: saved.convertedBy,
      weightsManifest: [{ paths: ["./weights.bin"], weights: saved.weightSpecs }],
    };
    writeFileSync(path.join(folder, "model.json"), JSON.stringify(model));
    writeFileSync(path.join(folder, "weights.bin"), Buffer.from(tf.io.CompositeArrayBuffer.join(saved.weightData)));
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } };
  }));
  cases.push({ files: [name + "/model.json", name + "/weights.bin"], inputs: await x.array(), outputs: await net.predict(input).array(), activations: [], output });
}
console.log(JSON.stringify(cases));
