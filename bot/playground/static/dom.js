/** Small tools for building the page out of elements and text, never out of markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Builds an element. "button.send.quiet" gives the tag and the classes; a property named on* is a listener,
 * a property of the element is set, anything else is an attribute (null and false leave it out).
 * @param {string} spec
 * @param {Record<string, any>} [properties]
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function el(spec, properties = {}, ...children) {
  const [tag, ...classes] = spec.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  if (tag === "button") node.type = "button";
  set(node, properties);
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Sets properties, attributes and listeners as el() does; touches only what differs. */
export function set(node, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name.includes("-") || name === "role" || !(name in node)) attribute(node, name, value);
    else if (node[name] !== value || name === "tabIndex") node[name] = value; // -1 is the default, but not set
  }
  return node;
}

function attribute(node, name, value) {
  if (value === null || value === undefined || value === false) node.removeAttribute(name);
  else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value === true ? "" : value);
}

/** Changes the text only when it differs, so that nothing is announced or laid out twice. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** A picture from icons.svg; it has no name of its own, the button around it has. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `static/icons.svg#${name}`);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** Arrow keys move among the given elements (a function, as they come and go); Home and End go to the ends. */
export function roam(event, items, { forward = "ArrowDown", back = "ArrowUp" } = {}) {
  if (event.defaultPrevented) return;
  const step = { [forward]: 1, [back]: -1 }[event.key];
  const list = items();
  if (!list.length || (step === undefined && event.key !== "Home" && event.key !== "End")) return;
  event.preventDefault();
  const here = list.indexOf(document.activeElement);
  const there = event.key === "Home" ? 0 : event.key === "End" ? list.length - 1 : here + step;
  list[Math.max(0, Math.min(list.length - 1, here === -1 && step === -1 ? list.length - 1 : there))].focus();
}
