// How the page looks: light or dark, whether the legend is open, and on a phone whether
// the panels are.

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
    document.getElementById('legend').open &&= !yes; // it would lie behind the sheet
    if (!yes) button.focus();
  };
  button.addEventListener('click', () => open(!isOpen()));
  document.addEventListener('keydown', ({key}) => {
    const dialog = document.querySelector('dialog[open]'); // Escape closes this one first
    if (key === 'Escape' && isOpen() && !dialog) open(false);
  });
}

// bindLegend closes the legend by Escape and by a press anywhere else. It opens upwards
// and covers neither the bar at the top nor the edge of the window.
export function bindLegend() {
  const legend = document.getElementById('legend');
  const summary = legend.querySelector('summary');
  const least = 120;
  const gap = 8;
  const measure = () => {
    const foot = summary.getBoundingClientRect().top;
    const {bottom} = document.querySelector('.top').getBoundingClientRect();
    const bar = bottom < foot ? Math.max(bottom, 0) : 0; // for presenters it may be below
    legend.style.setProperty('--above', `${Math.max(foot - bar - gap, least)}px`);
  };
  summary.addEventListener('click', measure); // before it opens: toggle is heard after
  addEventListener('resize', measure);
  document.addEventListener('pointerdown', ({target}) => {
    if (!legend.contains(target)) legend.open = false;
  }, {capture: true});
  document.addEventListener('keydown', ({key}) => {
    const other = document.querySelector('dialog[open], [data-command="help"][aria-pressed="true"]'); // Escape closes this first
    if (key !== 'Escape' || !legend.open || other) return;
    if (legend.contains(document.activeElement)) summary.focus();
    legend.open = false;
  });
}
