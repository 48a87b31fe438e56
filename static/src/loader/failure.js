// What is shown when the page cannot be used.

import {text} from './words.js';

let failure = null; // the message's key and values

// fail shows a message in place of the page, with a button to try again.
export function fail(key, values) {
  failure = {key, values};
  write();
  document.documentElement.dataset.state = 'failed';
  document.getElementById('failure').hidden = false;
  document.getElementById('loading').hidden = true;
}

function write() {
  document.getElementById('failureText').textContent = text(failure.key, failure.values);
  document.getElementById('retry').textContent = text('failure.retry');
}

export function bindFailure() {
  document.getElementById('retry').addEventListener('click', () => location.reload());
  document.addEventListener('bonsai:language', () => { if (failure) write(); });
}
