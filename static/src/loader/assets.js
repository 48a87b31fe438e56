// The files of the page. Their published names contain a hash of their content,
// and the packer has written the table of names into the index.

const assets = JSON.parse(document.getElementById('assets').textContent);

// A page that is one file carries the others in itself, compressed and in base85.
const carried = JSON.parse(document.getElementById('carried')?.textContent ?? 'null');

// alone tells whether the page has its files in itself, as it works without a server.
export const alone = carried !== null;

// url returns the full address of a file, by its name in the sources.
export const url = (name) => new URL(assets[name].url, document.baseURI).href;

// bytes returns the size of a file, uncompressed. A file that is not there has none.
export const bytes = (name) => assets[name]?.bytes ?? 0;

// The digits of base 85, as the packer writes them (static/pack/base85.go).
const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?_|~()[]{}@%$#';

// decoded returns the bytes of a text in base85: five digits are four bytes. A last group
// of n digits is n - 1 bytes, and what is missing in it is as if it were the last digit.
function decoded(text) {
  const values = new Uint8Array(128);
  [...digits].forEach((digit, value) => { values[digit.charCodeAt(0)] = value; });
  const content = new Uint8Array(Math.floor(text.length * 4 / 5));
  for (let from = 0, to = 0; from < text.length; from += 5, to += 4) {
    let group = 0;
    for (let i = from; i < from + 5; i++) group = 85 * group + (i < text.length ? values[text.charCodeAt(i)] : 84);
    for (let i = 0; i < 4; i++) content[to + i] = group >>> 24 - 8 * i; // an array takes nothing beyond its end
  }
  return content;
}

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
