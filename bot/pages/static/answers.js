// The ways to answer the question that stands open: buttons, boxes to tick, a date, files, a pen.
import { button, make } from "./dom.js";
import { SignaturePad } from "./signature.js";
import { UploadTray } from "./upload.js";
import { word } from "./words.js";

const MATERIAL = "material:";
const SIGNATURE = "signature:";
// Where choosing is the answer. Elsewhere the options (“skip”, “unknown”) only stand beside it.
const CHOSEN = ["", "options", "choice", "choices", "yes_no", "court"];

// A long list (what may be added) is folded behind its first options.
const MANY = 16;
const SHOWN_OF_MANY = 1;

/** Whether the options of a message are the answers to it, so that they have numbers. */
export function isChosen(message) {
  return message.options.length > 0 && CHOSEN.includes(message.input ? message.input.type : "");
}

/** handlers: {onOption(option), onText(text), onFiles(files, material, shown), onDate(text)} */
export class Answers {
  constructor(place, handlers) {
    this.place = place;
    this.handlers = handlers;
    this.message = null;
    this.tray = null;
  }

  /** Show the ways to answer a message, or nothing. The same question is not drawn anew. */
  show(message) {
    if (message && this.message && message.n === this.message.n) return;
    this.message = message;
    this.tray = null;
    this.place.textContent = "";
    if (message) this.parts(message).forEach((part) => this.place.append(part));
    this.place.hidden = !this.place.childNodes.length;
  }

  get wantsFiles() {
    return Boolean(this.tray);
  }

  parts(message) {
    const asks = message.asks || "";
    const type = message.input ? message.input.type : "";
    const parts = [];
    if (asks.startsWith(SIGNATURE) || type === "signature") parts.push(this.signature());
    else if (asks.startsWith(MATERIAL) || type === "files" || type === "file") parts.push(this.upload(message));
    if (type === "date") parts.push(this.date());
    if (message.options.length) parts.push(...(type === "choices" ? this.choices(message) : [this.options(message)]));
    return parts;
  }

  options(message) {
    const chosen = isChosen(message);
    const items = message.options.map((option, index) => {
      const number = make("span", { class: "number" }, String(index + 1));
      const opener = button(chosen ? number : "", () => this.handlers.onOption(option), { "data-option": option.id });
      opener.append(make("span", {}, option.label));
      return make("li", {}, opener);
    });
    const kind = chosen ? "options" : "options beside";
    if (items.length <= MANY) return make("ul", { class: kind }, ...items);
    const rest = items.slice(SHOWN_OF_MANY);
    const summary = make("summary", {}, word("more_options", { count: rest.length }));
    const list = make("ul", { class: kind }, ...items.slice(0, SHOWN_OF_MANY));
    return make("div", {}, list, make("details", { class: "rest" }, summary, make("ul", { class: kind }, ...rest)));
  }

  choices(message) {
    const problem = make("p", { class: "problem", role: "alert", hidden: true });
    const boxes = message.options.map((option, index) => ({ option, index, box: make("input", { type: "checkbox", value: option.id }) }));
    const items = boxes.map(({ option, box }) => make("li", {}, make("label", { class: "choice" }, box, make("span", {}, option.label))));
    const done = button(
      word("choices_done"),
      () => {
        const chosen = boxes.filter(({ box }) => box.checked);
        problem.hidden = chosen.length > 0;
        problem.textContent = word("choices_empty");
        if (chosen.length) this.handlers.onText(chosen.map(({ option }) => option.label).join("、"));
      },
      { class: "strong" },
    );
    return [make("ul", { class: "options", "aria-label": word("choices") }, ...items), problem, done];
  }

  date() {
    const input = make("input", { type: "date", id: "calendar", min: "1900-01-01", max: "2100-12-31" });
    input.addEventListener("change", () => {
      const [year, month, day] = input.value.split("-").map(Number);
      if (year) this.handlers.onDate(word("date_said", { year, month, day }));
    });
    return make("div", { class: "date" }, make("label", { for: "calendar" }, word("date")), input);
  }

  upload(message) {
    const asks = message && message.asks ? message.asks : "";
    const hint = message && message.input ? message.input : { accept: [], max_files: 0 };
    const material = asks.startsWith(MATERIAL) ? asks.slice(MATERIAL.length) : null;
    this.tray = new UploadTray({
      accept: hint.accept,
      maxFiles: hint.max_files,
      onSend: (files) => this.handlers.onFiles(files, material, word("upload_sent", { count: files.length })),
      onCancel: material ? null : () => this.toggleUpload(),
    });
    return this.tray.element;
  }

  signature() {
    const send = (files) => this.handlers.onFiles(files, null, word("signature_sent"));
    return new SignaturePad({ onSend: (file) => send([file]), onPhoto: send }).element;
  }

  /** Files may be sent at any time, asked for or not. Whether the tray is open now. */
  toggleUpload() {
    if (this.tray) {
      const asked = this.message && (this.message.asks || "").startsWith(MATERIAL);
      if (!asked) {
        this.tray.element.remove();
        this.tray = null;
      }
    } else {
      this.place.prepend(this.upload(null));
    }
    this.place.hidden = !this.place.childNodes.length;
    return Boolean(this.tray);
  }
}
