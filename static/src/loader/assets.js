// The files of the page. Their published names contain a hash of their content,
// and the packer has written the table of names into the index.

const assets = JSON.parse(document.getElementById('assets').textContent);

// A page that is one file carries the others in itself, compressed and in base64.
const carried = JSON.parse(document.getElementById('carried')?.textContent ?? 'null');

// alone tells whether the page has its files in itself, as it works without a server.
export const alone = carried !== null;

// url returns the full address of a file, by its name in the sources.
export const url = (name) => new URL(assets[name].url, document.baseURI).href;

// bytes returns the size of a file, uncompressed. A file that is not there has none.
export const bytes = (name) => assets[name]?.bytes ?? 0;

// decoded returns the bytes of a text in base64.
const decoded = (text) => (
  Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));

// unpacked returns a file that the page carries, in the form of a server's answer. A
// compiler wants to be told what it is. The file is unpacked at once and as a whole: as an
// address of several megabytes it would pass through other parts of the browser, and a
// stream of many small pieces keeps the page busy.
async function unpacked(name) {
  const unpacker = new DecompressionStream('gzip');
  const writer = unpacker.writable.getWriter();
  for (const written of [writer.write(decoded(carried[name])), writer.close()]) written.catch(() => {}); // the reader reports the error
  const content = await new Response(unpacker.readable).arrayBuffer();
  const type = name.endsWith('.wasm') ? 'application/wasm' : 'text/javascript';
  return new Response(content, {headers: {'Content-Type': type}});
}

// response fetches a file, and fails unless the server has it.
export async function response(name) {
  if (alone) return unpacked(name);
  const answer = await fetch(url(name));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer;
}

// pageFile fetches a file as {name, bytes}: its name without the folder, and its bytes.
export const pageFile = async (name) => (
  {name: name.split('/').pop(), bytes: new Uint8Array(await (await response(name)).arrayBuffer())});
