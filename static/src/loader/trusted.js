// What browsers run as a program or read as HTML. The page's policy of content allows it
// only from here.

const ours = (address) => {
  const {protocol, origin} = new URL(address, document.baseURI);
  if (protocol !== 'blob:' && origin !== location.origin) throw new TypeError(`${address} is not a file of the page`);
  return address;
};

const picture = (svg) => {
  if (!svg.startsWith('<svg ')) throw new TypeError('only pictures may become HTML');
  return svg;
};

const rules = {createScriptURL: ours, createHTML: picture};
const policy = globalThis.trustedTypes?.createPolicy('bonsai', rules) ?? rules;

// script returns the address of a script, for what starts it.
export const script = (address) => policy.createScriptURL(address);

// draw shows a picture that the page's program has written in an element.
export function draw(element, svg) {
  element.innerHTML = policy.createHTML(svg);
}
