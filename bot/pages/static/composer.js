// The box for words: grows with them, keeps them for this tab, sends them.
import { byId } from "./dom.js";
import { store } from "./store.js";
import { word } from "./words.js";

const MODES = { phone: "tel" };

export class Composer {
  /** handlers: {onText(text), onAttach() → whether it is open now} */
  constructor(handlers) {
    this.text = byId("text");
    this.hint = byId("input-hint");
    this.attach = byId("attach");
    this.handlers = handlers;
    this.text.value = store.draft;
    this.text.addEventListener("input", () => this.changed());
    this.text.addEventListener("keydown", (event) => this.onKeydown(event));
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.attach.addEventListener("click", () => this.showAttach(handlers.onAttach()));
    this.changed();
  }

  showAttach(open) {
    this.attach.setAttribute("aria-expanded", String(open));
  }

  /** Fit the box to the question that stands open. */
  fit(message) {
    const hint = message && message.input;
    this.text.setAttribute("inputmode", (hint && MODES[hint.type]) || "text");
    const choosing = Boolean(message && message.options.length);
    this.hint.textContent = choosing ? word("input_number_hint") : "";
    this.text.placeholder = word(choosing ? "input_number_hint" : "input_placeholder");
  }

  fill(text) {
    this.text.value = text;
    this.changed();
    this.text.focus();
  }

  clear() {
    this.text.value = "";
    this.changed();
  }

  changed() {
    store.draft = this.text.value;
    this.text.style.height = "auto";
    this.text.style.height = this.text.scrollHeight + 3 + "px";
  }

  send() {
    const text = this.text.value;
    if (!text.trim()) {
      this.text.focus();
      return;
    }
    this.clear();
    this.handlers.onText(text);
  }

  onKeydown(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    // On a touch screen Enter makes a new line, so that a story can be told; a button sends.
    if (window.matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    this.send();
  }
}
