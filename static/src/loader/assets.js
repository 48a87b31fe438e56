// The files of the page. Their published names contain a hash of their content,
// and the packer has written the table of names into the index.

const assets = JSON.parse(document.getElementById('assets').textContent);

// url returns the full address of a file, by its name in the sources.
export const url = (name) => new URL(assets[name].url, document.baseURI).href;

// bytes returns the size of a file, uncompressed.
export const bytes = (name) => assets[name].bytes;

// response fetches a file, and fails unless the server has it.
export async function response(name) {
  const answer = await fetch(url(name));
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  return answer;
}

// pageFile fetches a file as {name, bytes}: its name without the folder, and its bytes.
export const pageFile = async (name) => (
  {name: name.split('/').pop(), bytes: new Uint8Array(await (await response(name)).arrayBuffer())});
