// What a browser keeps between visits. A private window or a full disk may
// refuse to keep anything, so nothing here throws.

// kept holds short texts: the language, the theme, the experiments.
export const kept = {
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },

  // set returns whether the text is kept.
  set(key, value) {
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
  try {
    const store = await fileStore('readwrite');
    await done(store.clear());
    await done(store.put(files, name));
  } catch { /* the browser refused: the files are asked for again next time */ }
}

// keptFiles returns the files kept under a name, or null.
export async function keptFiles(name) {
  try {
    return await done((await fileStore('readonly')).get(name)) ?? null;
  } catch {
    return null;
  }
}
