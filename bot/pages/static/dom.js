// Making elements. Text always goes in as text, never as HTML.

/** An element with attributes, handlers (`onclick: …`) and children (elements or text). */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  Object.keys(attributes || {}).forEach((name) => {
    const value = attributes[name];
    if (value === false || value === null || value === undefined) return;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  });
  children.forEach((child) => {
    if (child !== null && child !== undefined) element.append(child);
  });
  return element;
}

export function button(label, onclick, attributes) {
  return make("button", Object.assign({ type: "button", onclick }, attributes), label);
}

export function byId(id) {
  return document.getElementById(id);
}

/** Read out by screen readers, seen by nobody. */
export function announce(text) {
  const place = byId("announce");
  place.textContent = "";
  window.setTimeout(() => {
    place.textContent = text;
  }, 50);
}

/** A client's unique id. `crypto.randomUUID` is missing outside HTTPS. */
export function uniqueId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function sleep(milliseconds) {
  return new Promise((resolve) => window.setTimeout(resolve, milliseconds));
}
