// Films as videos, which the browser records.

// MP4 comes first if its pictures are coded as most programs for slides can play them.
const kinds = ['video/mp4;codecs=avc1.42E01F', 'video/webm;codecs=vp9', 'video/webm'];

// videoKind is the kind of video that this browser records, '' for none.
export const videoKind = kinds.find((kind) => globalThis.MediaRecorder?.isTypeSupported(kind)) ?? '';

// A recorder takes a picture only when something is drawn, so each is drawn again and
// again while it is seen.
const again = 70; // milliseconds

const pause = (milliseconds) => new Promise((over) => setTimeout(over, milliseconds));

// record plays pictures, which are SVG images, on a canvas that nobody sees, each for as
// many milliseconds as holds has for it, and returns the video. bits is how many bits a
// second of it may have. After each picture it calls wanted with the number of pictures
// done. If wanted returns false, recording stops and the result is null.
export async function record(pictures, holds, width, height, bits, wanted) {
  const canvas = Object.assign(document.createElement('canvas'), {width, height});
  const pen = canvas.getContext('2d');
  const recorder = new MediaRecorder(canvas.captureStream(), {mimeType: videoKind, videoBitsPerSecond: bits});
  const parts = [];
  recorder.addEventListener('dataavailable', ({data}) => parts.push(data));
  const stopped = new Promise((end) => recorder.addEventListener('stop', end));
  let going = true;
  for (let i = 0; i < pictures.length && going; i++) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(pictures[i])}`;
    await image.decode();
    const end = performance.now() + holds[i];
    do {
      pen.drawImage(image, 0, 0);
      if (recorder.state === 'inactive') recorder.start();
      await pause(again);
    } while (performance.now() < end);
    going = wanted(i + 1);
  }
  recorder.stop();
  await stopped;
  for (const track of recorder.stream.getTracks()) track.stop();
  return going ? new Blob(parts, {type: videoKind}) : null;
}
