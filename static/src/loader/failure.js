// What is shown when the page cannot be used.

import {known, text} from './words.js';

let failure = null; // the first one: what follows from it is of no use to anybody
const retry = document.getElementById('retry');
const retryDefault = document.getElementById('retryDefault');

// fail shows a message in place of the page, with a button to open the experiment
// again and one to open another.
export function fail(key, values) {
  if (failure) return;
  failure = {key, values};
  write();
  document.documentElement.dataset.state = 'failed';
  for (const dialog of document.querySelectorAll('dialog[open]')) dialog.close();
  document.getElementById('app').inert = true;
  document.getElementById('failure').hidden = false;
  document.getElementById('loading').hidden = true;
  retry.focus();
}

function write() {
  const key = known(failure.key) ? failure.key : 'failure.load';
  document.getElementById('failureText').textContent = text(key, failure.values);
  retry.textContent = text('failure.retry');
  retryDefault.textContent = text('failure.default');
  retryDefault.hidden = failure.key !== 'failure.engine';
}

export function bindFailure() {
  retry.addEventListener('click', () => location.reload());
  retryDefault.addEventListener('click', () => {
    history.replaceState(null, '', `${location.pathname}${location.search}#steps=t10e`);
    location.reload();
  });
  document.addEventListener('bonsai:language', () => { if (failure) write(); });
}
