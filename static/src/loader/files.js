// Files with a person's own data: chosen, dropped, or offered by the server.
// Each is handed on as {name, bytes}.

export const readFiles = (files) => Promise.all([...files].map(async (file) => (
  {name: file.name, bytes: new Uint8Array(await file.arrayBuffer())})));

// offered returns, as JSON, the list of data sets that the server offers. A
// server that offers some has marked the page with data-offers.
export async function offered() {
  if (!document.documentElement.dataset.offers) return '[]';
  try {
    const answer = await fetch('data/index.json');
    return answer.ok ? await answer.text() : '[]';
  } catch {
    return '[]';
  }
}

// network returns, as JSON, the addresses at which other devices reach the machine
// that this page was opened on. A server that knows them has marked the page with
// data-network.
export const network = async () => (await fetch('network.json')).text();

export const fetchFiles = (urls) => Promise.all(urls.map(async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return {name: decodeURIComponent(url.split('/').pop()), bytes: new Uint8Array(await answer.arrayBuffer())};
}));
