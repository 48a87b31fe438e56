// The loader: words, theme, and the start of the two programs. Everything
// after that is Go. It offers one global, bonsaiHost.
'use strict';

const $ = (id) => document.getElementById(id);
const assets = JSON.parse($('assets').textContent);
const absolute = (name) => new URL(assets[name].url, document.baseURI).href;

// What a browser keeps between visits; private windows may refuse.
const kept = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* not kept, then */ } },
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
    if (event.key === 'Escape' && document.body.classList.contains('sheet-open')) open(false);
  });
}

// ---- a person's own data -----------------------------------------------------

// readFiles gives the files of a chooser or a drop as a list of {name, bytes}.
const readFiles = (files) => Promise.all([...files].map(async (file) => (
  {name: file.name, bytes: new Uint8Array(await file.arrayBuffer())})));

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

function progress(bytes) {
  loaded += bytes;
  $('progress').max = total;
  $('progress').value = loaded;
  const megabytes = (n) => number(n / 1e6, 1);
  $('progressText').textContent = text('loading.bytes', {loaded: megabytes(loaded), total: megabytes(total)});
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

const hasWebGL = () => !!document.createElement('canvas').getContext('webgl2');

// helper starts one more engine, for work that is done beside the page's own.
function helper() {
  const worker = new Worker(absolute('worker.js'));
  worker.postMessage({type: 'start', exec: absolute('wasm_exec.js'), wasm: absolute('worker.wasm')});
  return worker;
}

function startWorker() {
  const worker = helper();
  worker.addEventListener('message', ({data}) => {
    if (data.type === 'progress') progress(data.bytes);
    if (data.type === 'failed') fail('failure.load', {detail: data.detail});
  });
  return worker;
}

// fetchPage fetches the page's program and lets the browser compile it as it
// comes.
async function fetchPage(imports) {
  const response = await fetch(absolute('page.wasm'));
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  const counted = new Response(response.body.pipeThrough(new TransformStream({
    transform(chunk, controller) {
      progress(chunk.length);
      controller.enqueue(chunk);
    },
  })), {headers: {'Content-Type': 'application/wasm'}});
  return WebAssembly.instantiateStreaming(counted, imports);
}

// ready lets everything be used that has waited for the program.
function ready() {
  performance.mark('usable');
  $('loading').hidden = true;
  for (const part of document.querySelectorAll('#app [inert]')) part.inert = false;
}

async function start() {
  applyTheme();
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
  const page = fetchPage(go.importObject);
  page.catch(() => {}); // it is awaited below
  await speak(chosenLanguage());
  if (!hasWebGL()) return fail('failure.webgl'); // asked late: it takes a while, in which the program comes
  globalThis.bonsaiHost = {worker, helper, readFiles, offered, fetchFiles, text, number, fail, ready};
  await go.run((await page).instance);
  throw new Error('the program ended');
}

start().catch((error) => fail('failure.load', {detail: error.message}));
