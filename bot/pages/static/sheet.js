// A dialog over the page: keeps the focus inside, closes with Escape, gives the focus back.
import { button, make } from "./dom.js";
import { word } from "./words.js";

const REACHABLE = "a[href], button:not([disabled]), input:not([disabled]), textarea, [tabindex='0']";
let opened = null;

/** Open a dialog with a title and content (elements). Returns what closes it. */
export function openSheet(title, content, options) {
  closeSheet();
  const settings = options || {};
  const heading = make("h2", { id: "sheet-title", tabindex: "-1" }, title);
  const closer = button(settings.closeLabel || word("close"), () => closeSheet(), { class: "plain" });
  const body = make("div", { class: "sheet-body" }, ...content);
  const sheet = make(
    "div",
    { class: "sheet" + (settings.wide ? " wide" : ""), role: "dialog", "aria-modal": "true", "aria-labelledby": "sheet-title" },
    make("div", { class: "sheet-head" }, heading, closer),
    body,
  );
  const veil = make("div", { class: "veil" }, sheet);
  veil.addEventListener("click", (event) => {
    if (event.target === veil) closeSheet();
  });
  const back = document.activeElement;
  opened = { veil, back, onKey: settings.onKey };
  others().forEach((element) => element.setAttribute("aria-hidden", "true"));
  document.body.append(veil);
  document.addEventListener("keydown", onKeydown);
  heading.focus();
  return closeSheet;
}

export function closeSheet() {
  if (!opened) return;
  const { veil, back } = opened;
  opened = null;
  document.removeEventListener("keydown", onKeydown);
  veil.remove();
  others().forEach((element) => element.removeAttribute("aria-hidden"));
  if (back && back.isConnected) back.focus();
}

function others() {
  return Array.from(document.body.children).filter((element) => element.tagName !== "SCRIPT" && element.id !== "announce");
}

function onKeydown(event) {
  if (event.key === "Escape") {
    event.preventDefault();
    closeSheet();
    return;
  }
  if (opened.onKey) opened.onKey(event);
  if (event.key !== "Tab") return;
  const reachable = Array.from(opened.veil.querySelectorAll(REACHABLE)).filter((element) => element.offsetParent !== null);
  const first = reachable[0];
  const last = reachable[reachable.length - 1];
  const inside = opened.veil.contains(document.activeElement);
  if (event.shiftKey && (document.activeElement === first || !inside || document.activeElement.id === "sheet-title")) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && (document.activeElement === last || !inside)) {
    event.preventDefault();
    first.focus();
  }
}
