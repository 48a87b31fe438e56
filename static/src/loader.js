// The start of the page: it loads the words and the two programs, and offers
// the page's program what it needs of the browser as the global bonsaiHost.
// Everything after that is written in Go.

import {applyTheme, bindLegend, bindSheet, bindTheme} from './loader/appearance.js';
import {alone, bytes, pageFile} from './loader/assets.js';
import {bindFailure, fail} from './loader/failure.js';
import {fetchFiles, network, offered, readFiles} from './loader/files.js';
import {bindFrame} from './loader/framed.js';
import {onePage, openCarried, serveOffline} from './loader/offline.js';
import {helper, program, startWorker} from './loader/programs.js';
import {guest, keepFiles, kept, keptFiles} from './loader/storage.js';
import {draw} from './loader/trusted.js';
import {record, videoKind} from './loader/video.js';
import {bindLanguage, glossary, number, speakFirst, text} from './loader/words.js';

// ready makes the controls usable. The page's program calls it when the first
// experiment is open.
function ready() {
  performance.mark('usable');
  document.getElementById('loading').hidden = true;
  for (const part of document.querySelectorAll('#app [inert]')) part.inert = false;
  serveOffline();
}

// drawWithoutSamples turns multisampling off for the canvas. Ebitengine asks
// for it, but all that is drawn has smooth edges already; it would need four
// times the memory and, without a GPU, a fifth of the time of a frame.
function drawWithoutSamples() {
  const {getContext} = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (kind, options) {
    return getContext.call(this, kind, kind === 'webgl2' ? {...options, antialias: false} : options);
  };
}

// openCard turns the address of a link with a picture, /s/1.abc, into that of the
// page, /#1.abc, without loading anything. The server has written the link into the
// page, and a base element that leads back to the page's folder.
function openCard() {
  const {link} = document.documentElement.dataset;
  if (!link) return;
  history.replaceState(null, '', location.search + link);
  document.querySelector('base').remove();
}

const hasWebAssembly = () => typeof WebAssembly === 'object' && !!WebAssembly.instantiateStreaming;

async function start() {
  openCard();
  document.getElementById('unloaded').remove();
  openCarried();
  if (guest) document.documentElement.dataset.guest = 'true';
  applyTheme();
  drawWithoutSamples();
  bindTheme();
  bindSheet();
  bindLegend();
  bindLanguage();
  bindFailure();
  bindFrame();
  if (!hasWebAssembly()) {
    await speakFirst();
    fail('failure.wasm');
    return;
  }
  const worker = await startWorker();
  const go = new Go();
  const page = WebAssembly.instantiateStreaming(program('page.wasm'), go.importObject);
  page.catch(() => {}); // awaited below, once the words are here
  await speakFirst();
  globalThis.bonsaiHost = {worker, helper, kept, keepFiles, keptFiles, readFiles, offered, network, fetchFiles, pageFile, text, number, glossary, fail, ready, draw,
    record, videoKind, onePage, onePageBytes: alone ? 0 : bytes('bonsai.html')};
  await go.run((await page).instance);
  throw new Error('the program ended');
}

start().catch((error) => fail('failure.load', {detail: error.message}));
