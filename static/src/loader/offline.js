// The page without a server: as one file, and offline after the first visit.

import {alone, response} from './assets.js';
import {guest} from './storage.js';
import {script} from './trusted.js';

// onePage fetches the page as one file that opens with an experiment, given by the
// hash of its address.
export async function onePage(experiment) {
  const html = (await (await response('bonsai.html')).text()).replace('data-experiment=""',
    () => `data-experiment="${experiment.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`);
  return new TextEncoder().encode(html);
}

// openCarried opens the experiment that such a file was saved with, unless its address
// has another.
export function openCarried() {
  const {experiment} = document.documentElement.dataset;
  if (experiment && location.hash === '') history.replaceState(null, '', experiment);
}

// The files for the next visit are kept when the page has had time for what it is
// opened for.
const calm = 5000; // milliseconds

// serveOffline keeps the page for visits without a network. Browsers allow it over
// https and on localhost only.
export function serveOffline() {
  if (alone || guest || !navigator.serviceWorker) return;
  setTimeout(() => navigator.serviceWorker.register(script('service.js')).catch(() => {}), calm); // a browser that refuses opens the page online only
}
