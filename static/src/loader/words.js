// The words of the page, in the reader's language. An element that shows a
// message has its key in data-i18n; one whose name is a message, in
// data-i18n-label.

import {response} from './assets.js';
import {kept} from './storage.js';

const select = document.getElementById('language');
const languages = [...select.options].map((o) => o.value); // each has its messages/….json

// Until the messages are here, only these can be shown, in English.
let messages = {
  'loading.bytes': '{loaded} / {total} MB',
  'failure.load': 'Bonsai could not be loaded ({detail}).',
  'failure.retry': 'Try again',
  'failure.default': 'Open the default experiment',
};
let current = 'en';
let formats = {}; // number formats of the current language, by number of digits

// known tells whether there is a message.
export const known = (key) => key in messages;

// text returns a message with its {names} replaced by values. Without a message
// it returns the key.
export function text(key, values = {}) {
  const message = messages[key] ?? key;
  return message.replace(/\{(\w+)\}/g, (whole, name) => values?.[name] ?? whole);
}

// number writes a number in the current language.
export function number(value, digits) {
  formats[digits] ??= new Intl.NumberFormat(document.documentElement.lang, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return formats[digits].format(value);
}

// glossary loads what the help says in the current language, by the keys of
// messages and terms.
export const glossary = async () => (await response(`glossary/${current}.json`)).json();

// speak loads the messages of a language and writes them into the page. The
// event bonsai:language tells everybody else.
async function speak(language) {
  messages = await (await response(`messages/${language}.json`)).json();
  current = language;
  formats = {};
  select.value = language;
  document.documentElement.lang = select.selectedOptions[0].lang;
  document.title = text('title');
  for (const e of document.querySelectorAll('[data-i18n]')) e.textContent = text(e.dataset.i18n);
  for (const e of document.querySelectorAll('[data-i18n-label]')) {
    e.setAttribute('aria-label', text(e.dataset.i18nLabel));
    if (e.matches('button')) e.title = text(e.dataset.i18nLabel); // of the others, the name can be seen
  }
  document.dispatchEvent(new Event('bonsai:language'));
}

// speakFirst uses the language chosen on an earlier visit, or the first of the
// browser's languages that the page knows; English if its messages are missing.
export async function speakFirst() {
  const wanted = [kept.get('language'), ...navigator.languages].filter(Boolean);
  const spoken = wanted.map((tag) => languages.find((l) => tag.toLowerCase().startsWith(l)));
  const first = spoken.find(Boolean) ?? 'en';
  try {
    await speak(first);
  } catch (error) {
    if (first === 'en') throw error;
    await speak('en');
  }
}

export function bindLanguage() {
  select.addEventListener('change', async () => {
    const wanted = select.value;
    try {
      await speak(wanted);
      kept.set('language', wanted);
    } catch { // the server cannot be reached: the page keeps its language
      select.value = current;
    }
  });
}
