// The box for words: grows with them, keeps them for this tab, sends them.
import { isChosen } from "./answers.js";
import { byId } from "./dom.js";
import { store } from "./store.js";
import { word } from "./words.js";

const MORE_BELOW = 160;
const PAGE = 0.6; // of the height seen, so that the last lines stay in sight
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
    byId("further").addEventListener("click", () => window.scrollBy(0, window.innerHeight * PAGE));
    window.addEventListener("scroll", () => this.showFurther(), { passive: true });
    window.addEventListener("resize", () => this.showFurther());
    this.changed();
  }

  showAttach(open) {
    this.attach.setAttribute("aria-expanded", String(open));
  }

  /** A button that turns the page, as long as there is more below than is seen. */
  showFurther() {
    const below = document.documentElement.scrollHeight - window.innerHeight - window.scrollY;
    byId("further").hidden = below < MORE_BELOW;
  }

  /** Fit the box to the question that stands open. */
  fit(message) {
    const hint = message && message.input;
    this.text.setAttribute("inputmode", (hint && MODES[hint.type]) || "text");
    const choosing = Boolean(message && isChosen(message));
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
