// The service worker: it keeps the page's files, so that the page opens without a
// network. The page itself is asked for each time, because it names the current files.
'use strict';

const kept = () => caches.open('bonsai');
const page = new URL('./', self.location).href;

// filesOf returns the addresses of the page's files, from the table in it. The page as
// one file is not needed here.
function filesOf(html) {
  const table = JSON.parse(html.match(/<script type="application\/json" id="assets">(.*?)<\/script>/)[1]);
  delete table['bonsai.html'];
  return Object.values(table).map(({url}) => new URL(url, page).href);
}

// keep keeps a page and its files, and forgets those of the page before.
async function keep(answer) {
  const cache = await kept();
  const files = filesOf(await answer.clone().text());
  const here = (await cache.keys()).map(({url}) => url);
  await cache.addAll(files.filter((url) => !here.includes(url)));
  await cache.put(page, answer);
  await Promise.all(here.filter((url) => url !== page && !files.includes(url)).map((url) => cache.delete(url)));
}

// open answers with the page of the server, or else with the one that was kept.
async function open(event) {
  try {
    const answer = await fetch(event.request);
    if (answer.ok && new URL(event.request.url).search === '') event.waitUntil(keep(answer.clone()));
    return answer;
  } catch (error) {
    const answer = await (await kept()).match(page);
    if (!answer) throw error;
    return answer;
  }
}

const file = async (request) => await (await kept()).match(request) ?? fetch(request);

self.addEventListener('install', (event) => event.waitUntil(fetch(page).then(keep).then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const {request} = event;
  const address = new URL(request.url);
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate' && address.origin + address.pathname === page) event.respondWith(open(event));
  else if (/\.[0-9a-f]{10}\.[a-z]+$/.test(address.pathname)) event.respondWith(file(request));
});
