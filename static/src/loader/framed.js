// The page in a frame of another one: an article, or slides.

// Keys with which people turn slides.
const turning = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', 'Escape', ' '];

// What has a use for such keys while it has the focus.
const uses = 'input, select, textarea, button, summary, a, dialog, [tabindex]';

// bindFrame passes keys on that the page has no use for, as {bonsai: 'key', key} and in
// the form that reveal.js understands, and keeps the link to the whole page up to date.
export function bindFrame() {
  const whole = document.getElementById('whole');
  for (const event of ['pointerdown', 'focus']) {
    whole.addEventListener(event, () => { whole.href = `${location.pathname}${location.hash}`; });
  }
  whole.href = location.pathname;
  if (window.parent === window) return;
  window.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!turning.includes(event.key) || event.target.closest?.(uses)) return;
    // They hold nothing that a person has typed, so any parent may have them.
    window.parent.postMessage({bonsai: 'key', key: event.key}, '*');
    window.parent.postMessage(JSON.stringify({method: 'triggerKey', args: [event.keyCode]}), '*');
  });
}
