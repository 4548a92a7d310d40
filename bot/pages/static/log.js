// The messages on the page, in the order of their `n`; what is still on its way stands last.
import { button, make } from "./dom.js";
import { pictureList } from "./pictures.js";
import { word } from "./words.js";

const HOTLINES = /(^|[^\d.,-])(12368|12348|12356|12338|12355|12333)(?![\d.,万元])/g;

export class Log {
  constructor(place) {
    this.place = place;
    this.shown = new Map(); // n → {message, element}
    this.pending = new Map(); // entry id → {entry, element}
    this.lastN = 0;
  }

  /** Show a message, or the same one again with addresses signed anew. Whether it was new. */
  put(message) {
    const known = this.shown.get(message.n);
    if (known) {
      if (known.message.text !== message.text) known.element.querySelector(".text").textContent = message.text;
      if (message.links.length || message.images.length) fillExtras(known.element.querySelector(".extras"), message, known.message);
      known.message = message;
      return false;
    }
    if (message.from === "person") this.settle(message.text);
    const element = this.element(message);
    this.place.insertBefore(element, this.after(message.n));
    this.shown.set(message.n, { message, element });
    this.lastN = Math.max(this.lastN, message.n);
    return true;
  }

  /** The highest n up to which nothing is missing: from there on the server is asked. */
  get complete() {
    let n = 0;
    while (this.shown.has(n + 1)) n += 1;
    return n;
  }

  get last() {
    return this.shown.get(this.lastN);
  }

  /**
   * The message that waits for an answer: the newest of the bot, if the person said nothing since.
   * A message that is still to come may be the person's own: nothing is open before it is here.
   */
  get open() {
    for (let n = this.lastN; n > 0; n -= 1) {
      const found = this.shown.get(n);
      if (!found || found.message.from === "person") return null;
      if (found.message.asks || found.message.options.length) return found.message;
    }
    return null;
  }

  /** The first message with addresses that end: all from there are read again. */
  get firstSigned() {
    const signed = Array.from(this.shown.values()).filter(({ message }) => message.links.length || message.images.length);
    return signed.length ? Math.min(...signed.map(({ message }) => message.n)) : 0;
  }

  /** Show what the person just sent, and how far it got. */
  putPending(entry, onRetry, onDiscard) {
    const known = this.pending.get(entry.id);
    const element = make(
      "article",
      { class: "message person " + entry.state },
      make("p", { class: "who hidden" }, word("you")),
      make("div", { class: "bubble" }, make("p", { class: "text" }, entry.shown)),
      this.state(entry, onRetry, onDiscard),
    );
    if (known) this.place.replaceChild(element, known.element);
    else this.place.append(element);
    this.pending.set(entry.id, { entry, element });
  }

  removePending(entry) {
    const known = this.pending.get(entry.id);
    if (known) known.element.remove();
    this.pending.delete(entry.id);
  }

  /** The person's own message came back from the server: it takes the place of the one on its way. */
  settle(text) {
    const known = Array.from(this.pending.values()).find(({ entry }) => entry.state !== "failed" && (entry.files || entry.shown.trim() === text.trim()));
    if (known) this.removePending(known.entry);
  }

  after(n) {
    const later = Array.from(this.shown.keys()).filter((other) => other > n);
    if (later.length) return this.shown.get(Math.min(...later)).element;
    const waiting = this.pending.values().next();
    return waiting.done ? null : waiting.value.element;
  }

  state(entry, onRetry, onDiscard) {
    if (entry.state === "waiting") return make("p", { class: "state" }, word(entry.files ? "upload_waiting" : "waiting"));
    if (entry.state === "failed") {
      return make(
        "div",
        { class: "state" },
        make("p", {}, entry.problem || word("failed")),
        make("div", { class: "row" }, button(word("retry_now"), () => onRetry(entry)), button(word("discard"), () => onDiscard(entry))),
      );
    }
    if (!entry.files) return null;
    const percent = Math.round(entry.done * 100);
    return make(
      "div",
      { class: "state" },
      make("progress", { class: "transfer", max: 100, value: percent, "aria-label": word("upload_progress", { percent }) }),
      make("p", { "aria-hidden": "true" }, word("upload_progress", { percent })),
    );
  }

  element(message) {
    const staff = message.from === "staff";
    const bubble = make("div", { class: "bubble" }, make("p", { class: "text" }, ...linked(message)));
    const extras = make("div", { class: "extras" });
    bubble.append(extras);
    fillExtras(extras, message);
    return make(
      "article",
      { class: "message " + message.from, "data-n": message.n, tabindex: "-1" },
      make("p", { class: staff ? "who" : "who hidden" }, word(message.from === "person" ? "you" : message.from)),
      bubble,
    );
  }

}

/** Links and pictures. Those already there only get their new address. */
function fillExtras(place, message, before) {
  if (before && before.links.length === message.links.length && before.images.length === message.images.length) {
    place.querySelectorAll(".links a").forEach((anchor, index) => anchor.setAttribute("href", message.links[index].url));
    place.querySelectorAll(".pictures button").forEach((opener, index) => {
      opener.dataset.url = message.images[index].url;
    });
    return;
  }
  place.textContent = "";
  if (message.images.length) place.append(pictureList(message.images));
  if (message.links.length) {
    place.append(
      make("ul", { class: "links" }, ...message.links.map((link) => make("li", {}, make("a", { class: "button", href: link.url }, link.label)))),
    );
  }
}

/** The text, with the hotlines of the bot's sentences as numbers to call. */
function linked(message) {
  if (message.from === "person") return [message.text];
  const parts = [];
  let from = 0;
  message.text.replace(HOTLINES, (all, before, number, at) => {
    const start = at + before.length;
    parts.push(message.text.slice(from, start), make("a", { href: "tel:" + number }, number));
    from = start + number.length;
    return all;
  });
  parts.push(message.text.slice(from));
  return parts;
}
