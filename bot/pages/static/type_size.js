// The switch for large type, remembered on this device.
import { announce, byId } from "./dom.js";
import { store } from "./store.js";
import { word } from "./words.js";

/** `onChange` is called when the person changed it. */
export function setUpTypeSize(onChange) {
  const toggle = byId("large-type");
  const show = () => {
    document.documentElement.classList.toggle("large", store.large);
    toggle.setAttribute("aria-pressed", String(store.large));
  };
  toggle.addEventListener("click", () => {
    store.large = !store.large;
    show();
    if (onChange) onChange();
    announce(word(store.large ? "large_type_on" : "large_type_off"));
  });
  show();
}
