// “更多”: print, shared device, leave.
import { button, make } from "./dom.js";
import { closeSheet, openSheet } from "./sheet.js";
import { store } from "./store.js";
import { word } from "./words.js";

/** onQuit is called when the person has said twice that the record here shall go. */
export function openMenu(onQuit) {
  const shared = make("input", { type: "checkbox", id: "shared" });
  shared.checked = store.shared;
  shared.addEventListener("change", () => {
    store.shared = shared.checked;
  });
  const setting = make(
    "label",
    { class: "setting", for: "shared" },
    shared,
    make("span", {}, word("shared_device"), make("br"), make("span", { class: "hint" }, word("shared_device_hint"))),
  );
  const actions = make(
    "div",
    { class: "stack" },
    button(word("print"), () => {
      closeSheet();
      window.print();
    }),
    button(word("quit"), () => askToQuit(onQuit), { class: "danger" }),
  );
  openSheet(word("more"), [actions, setting, make("p", { class: "hint" }, word("service"))]);
}

function askToQuit(onQuit) {
  const actions = make(
    "div",
    { class: "stack" },
    button(
      word("quit_yes"),
      () => {
        closeSheet();
        onQuit();
      },
      { class: "danger" },
    ),
    button(word("quit_no"), closeSheet),
  );
  openSheet(word("quit"), [make("p", {}, word("quit_ask")), actions]);
}
