// The words for people; they come with the page, so that no sentence stands in a script.
const words = JSON.parse(document.getElementById("words").textContent);

/** The sentence of a code, with `{name}` filled from `values`. */
export function word(code, values) {
  const text = words[code] || code;
  return values ? text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all)) : text;
}

/** Whether there is a sentence of that code. */
export function hasWord(code) {
  return Object.prototype.hasOwnProperty.call(words, code);
}
