// What a browser keeps between visits. A private window or a full disk may
// refuse to keep anything, so nothing here throws.

// A page that another one shows in a frame, or has opened, is its guest. It neither
// reads nor writes what the person keeps: the other page could make it delete that, or
// tell what is in it. What it keeps is forgotten when it is left.
export const guest = window.parent !== window || window.opener !== null
  || new URLSearchParams(location.search).has('embed');
const forgotten = new Map();

// kept holds short texts: the language, the theme, the experiments.
export const kept = {
  get(key) {
    if (guest) return forgotten.get(key) ?? null;
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },

  // set returns whether the text is kept.
  set(key, value) {
    if (guest) {
      forgotten.set(key, value);
      return true;
    }
    try {
      localStorage.setItem(key, value);
      return true;
    } catch {
      return false;
    }
  },
};

// done is the result of an IndexedDB request, as a promise.
const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function fileStore(mode) {
  const opening = indexedDB.open('bonsai', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('files');
  return (await done(opening)).transaction('files', mode).objectStore('files');
}

// keepFiles keeps the files of a data set for the next visit, under the name by
// which links refer to it. The files of the data set before are forgotten.
export async function keepFiles(name, files) {
  if (guest) return;
  try {
    const store = await fileStore('readwrite');
    await done(store.clear());
    await done(store.put(files, name));
  } catch { /* the browser refused: the files are asked for again next time */ }
}

// keptFiles returns the files kept under a name, or null.
export async function keptFiles(name) {
  if (guest) return null;
  try {
    return await done((await fileStore('readonly')).get(name)) ?? null;
  } catch {
    return null;
  }
}
