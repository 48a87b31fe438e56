// How the page looks: light or dark, and on a phone whether the panels are open.

import {kept} from './storage.js';
import {text} from './words.js';

const root = document.documentElement;
const dark = matchMedia('(prefers-color-scheme: dark)');

// applyTheme uses the theme that was chosen here, or else the system's. The
// event bonsai:theme tells the canvas to read its colours again.
export function applyTheme() {
  root.dataset.theme = kept.get('theme') ?? (dark.matches ? 'dark' : 'light');
  document.dispatchEvent(new Event('bonsai:theme'));
}

export function bindTheme() {
  dark.addEventListener('change', applyTheme);
  document.getElementById('theme').addEventListener('click', () => {
    kept.set('theme', root.dataset.theme === 'dark' ? 'light' : 'dark');
    applyTheme();
  });
}

// bindSheet opens and closes the sheet that holds the panels on a phone.
export function bindSheet() {
  const button = document.getElementById('sheetButton');
  const label = button.querySelector('[data-i18n]');
  const isOpen = () => document.body.classList.contains('sheet-open');
  const open = (yes) => {
    button.setAttribute('aria-expanded', yes);
    label.dataset.i18n = yes ? 'sheet.close' : 'sheet.open';
    label.textContent = text(label.dataset.i18n);
    document.body.classList.toggle('sheet-open', yes);
    if (!yes) button.focus();
  };
  button.addEventListener('click', () => open(!isOpen()));
  document.addEventListener('keydown', ({key}) => {
    const dialog = document.querySelector('dialog[open]'); // Escape closes this one first
    if (key === 'Escape' && isOpen() && !dialog) open(false);
  });
}
