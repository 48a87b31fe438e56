// The loader: words, theme, and the start of the two programs. Everything
// after that is Go. It offers one global, bonsaiHost.
'use strict';

const $ = (id) => document.getElementById(id);
const assets = JSON.parse($('assets').textContent);
const absolute = (name) => new URL(assets[name].url, document.baseURI).href;

// What a browser keeps between visits; private windows may refuse.
const kept = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); return true; } catch { return false; } },
};

// ---- words -----------------------------------------------------------------

const languages = ['en', 'zh'];
let language = 'en'; // the one that is spoken
let messages = { // all there is to say until a file of messages has come
  'failure.load': 'Bonsai could not be loaded ({detail}).',
  'failure.retry': 'Try again',
};
let formats = {};

function chosenLanguage() {
  const wanted = [kept.get('language'), ...navigator.languages].filter(Boolean);
  for (const tag of wanted) {
    const match = languages.find((known) => tag.toLowerCase().startsWith(known));
    if (match) return match;
  }
  return 'en';
}

async function speak(wanted) {
  const response = await fetch(absolute(`messages/${wanted}.json`));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  messages = await response.json();
  language = wanted;
  formats = {};
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : language;
  document.title = text('title');
  for (const e of document.querySelectorAll('[data-i18n]')) e.textContent = text(e.dataset.i18n);
  for (const e of document.querySelectorAll('[data-i18n-label]')) {
    e.setAttribute('aria-label', text(e.dataset.i18nLabel));
    e.title = text(e.dataset.i18nLabel);
  }
  $('language').value = language;
  if (failure) sayFailure();
  document.dispatchEvent(new Event('bonsai:language'));
}

function bindLanguage() {
  $('language').addEventListener('change', async (event) => {
    const wanted = event.target.value;
    try {
      await speak(wanted);
      kept.set('language', wanted);
    } catch { // the server is gone: what is on the page stays as it is
      $('language').value = language;
    }
  });
}

// text is a message with its {names} filled in; the key where there is none.
function text(key, values = {}) {
  const message = messages[key] ?? key;
  return message.replace(/\{(\w+)\}/g, (whole, name) => values?.[name] ?? whole);
}

function number(value, digits) {
  formats[digits] ??= new Intl.NumberFormat(document.documentElement.lang, {
    minimumFractionDigits: digits, maximumFractionDigits: digits,
  });
  return formats[digits].format(value);
}

// ---- theme -----------------------------------------------------------------

const dark = matchMedia('(prefers-color-scheme: dark)');

function applyTheme() {
  document.documentElement.dataset.theme = kept.get('theme') ?? (dark.matches ? 'dark' : 'light');
  document.dispatchEvent(new Event('bonsai:theme'));
}

function bindTheme() {
  dark.addEventListener('change', applyTheme);
  $('theme').addEventListener('click', () => {
    kept.set('theme', document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
    applyTheme();
  });
}

// ---- the sheet of a phone ----------------------------------------------------

function bindSheet() {
  const button = $('sheetButton');
  const label = button.querySelector('[data-i18n]');
  const open = (yes) => {
    button.setAttribute('aria-expanded', yes);
    label.dataset.i18n = yes ? 'sheet.close' : 'sheet.open';
    label.textContent = text(label.dataset.i18n);
    document.body.classList.toggle('sheet-open', yes);
    if (!yes) button.focus();
  };
  button.addEventListener('click', () => open(button.getAttribute('aria-expanded') !== 'true'));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && document.body.classList.contains('sheet-open') && !document.querySelector('dialog[open]')) open(false);
  });
}

// ---- a person's own data -----------------------------------------------------

// readFiles gives the files of a chooser or a drop as a list of {name, bytes}.
const readFiles = (files) => Promise.all([...files].map(async (file) => (
  {name: file.name, bytes: new Uint8Array(await file.arrayBuffer())})));

// The last of them are kept for the next visit, where the browser lets the page,
// by the name that links know them by.
const asked = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function fileStore(mode) {
  const opening = indexedDB.open('bonsai', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('files');
  return (await asked(opening)).transaction('files', mode).objectStore('files');
}

async function keepFiles(name, files) {
  try {
    const store = await fileStore('readwrite');
    await asked(store.clear());
    await asked(store.put(files, name));
  } catch { /* not kept, then */ }
}

async function keptFiles(name) {
  try { return await asked((await fileStore('readonly')).get(name)) ?? null; } catch { return null; }
}

// offered asks the server what data sets it has, as JSON, if the server has
// marked the page.
async function offered() {
  if (!document.documentElement.dataset.offers) return '[]';
  try {
    const response = await fetch('data/index.json');
    return response.ok ? await response.text() : '[]';
  } catch { return '[]'; }
}

const fetchFiles = (urls) => Promise.all(urls.map(async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return {name: decodeURIComponent(url.split('/').pop()), bytes: new Uint8Array(await response.arrayBuffer())};
}));

// ---- loading -----------------------------------------------------------------

const total = assets['page.wasm'].bytes + assets['worker.wasm'].bytes;
let loaded = 0;
let progressShown = 0; // when

function progress(bytes) {
  loaded += bytes;
  if (loaded < total && performance.now() < progressShown + 100) return;
  progressShown = performance.now();
  $('progress').max = total;
  $('progress').value = loaded;
  const megabytes = (n) => number(n / 1e6, 1);
  $('progressText').textContent = text('loading.bytes', {loaded: megabytes(loaded), total: megabytes(total)});
}

// program fetches one of the two programs. What is compiled is the response
// itself, which the browser compiles as it comes and keeps compiled for the
// next visit; its clone is for counting.
async function program(name) {
  const response = await fetch(absolute(name));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  count(response.clone().body.getReader());
  return response;
}

async function count(reader) {
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) progress(part.value.length);
  } catch { /* whoever compiles it says so */ }
}

let failure = null;

// fail says what went wrong, in words that help.
function fail(key, values) {
  failure = {key, values};
  sayFailure();
  document.documentElement.dataset.state = 'failed';
  $('failure').hidden = false;
  $('loading').hidden = true;
}

function sayFailure() {
  $('failureText').textContent = text(failure.key, failure.values);
  $('retry').textContent = text('failure.retry');
}

const hasWebAssembly = () => typeof WebAssembly === 'object' && !!WebAssembly.instantiateStreaming;

// The engine is compiled once for all workers.
let engine;

// helper starts one more engine, for work that is done beside the page's own.
function helper() {
  const worker = new Worker(absolute('worker.js'));
  worker.postMessage({type: 'load', exec: absolute('wasm_exec.js')});
  engine.then((module) => worker.postMessage({type: 'start', module}), () => {}); // startWorker says why not
  return worker;
}

function startWorker() {
  engine = WebAssembly.compileStreaming(program('worker.wasm'));
  engine.catch((error) => fail('failure.load', {detail: error.message}));
  const worker = helper();
  worker.addEventListener('message', ({data}) => {
    if (data.type === 'failed') fail('failure.load', {detail: data.detail});
  });
  return worker;
}

// ready lets everything be used that has waited for the program.
function ready() {
  performance.mark('usable');
  $('loading').hidden = true;
  for (const part of document.querySelectorAll('#app [inert]')) part.inert = false;
}

// What is drawn is smooth already: samples for smoothing would be four times
// the memory of the canvas, and in software a fifth of a frame.
function drawWithoutSamples() {
  const {getContext} = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (kind, options) {
    return getContext.call(this, kind, kind === 'webgl2' ? {...options, antialias: false} : options);
  };
}

async function start() {
  applyTheme();
  drawWithoutSamples();
  bindTheme();
  bindSheet();
  bindLanguage();
  $('retry').addEventListener('click', () => location.reload());
  if (!hasWebAssembly()) {
    await speak(chosenLanguage());
    return fail('failure.wasm');
  }
  const worker = startWorker();
  const go = new Go();
  const page = WebAssembly.instantiateStreaming(program('page.wasm'), go.importObject);
  page.catch(() => {}); // it is awaited below
  await speak(chosenLanguage());
  globalThis.bonsaiHost = {worker, helper, kept, keepFiles, keptFiles, readFiles, offered, fetchFiles, text, number, fail, ready};
  await go.run((await page).instance);
  throw new Error('the program ended');
}

start().catch((error) => fail('failure.load', {detail: error.message}));
