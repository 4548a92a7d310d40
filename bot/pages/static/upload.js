// Choosing files: from the camera, the album or the folders; several, looked over before sending.
import { announce, button, make } from "./dom.js";
import { word } from "./words.js";

const MEBIBYTE = 1024 * 1024;
// What the backend takes of one file (`FileLimits`): more is refused before it is carried there.
const LARGEST_FILE_MEBIBYTES = 10;
const LARGEST_BATCH_MEBIBYTES = 60;
const USUAL_FILES = 20;

/** settings: {accept: [media types], maxFiles, onSend(files), onCancel} */
export class UploadTray {
  constructor(settings) {
    this.settings = settings;
    this.max = settings.maxFiles || USUAL_FILES;
    this.files = [];
    this.problem = make("p", { class: "problem", role: "alert", hidden: true });
    this.list = make("ul", { class: "tray", hidden: true });
    this.actions = make("div", { class: "row" });
    const title = make("h2", {}, settings.title || word("upload_title"));
    // The focus goes to the tray, not to its first button: a held Enter must not press it.
    this.element = make("div", { class: "card upload", tabindex: "-1" }, title, this.pickers(), make("p", { class: "hint" }, settings.hint || word("upload_hint")), this.problem, this.list, this.actions);
    this.draw();
  }

  pickers() {
    const any = (this.settings.accept || []).join(",");
    const several = this.max > 1;
    return make(
      "div",
      { class: "row" },
      this.picker(word("upload_camera"), { accept: "image/*", capture: "environment" }),
      this.picker(word("upload_album"), { accept: "image/*", multiple: several }),
      this.settings.photosOnly ? null : this.picker(word("upload_file"), { accept: any || null, multiple: several }),
    );
  }

  picker(label, attributes) {
    const input = make("input", Object.assign({ type: "file" }, attributes));
    input.addEventListener("change", () => {
      this.add(Array.from(input.files));
      input.value = "";
    });
    return make("label", { class: "button pick" }, make("span", {}, label), input);
  }

  add(files) {
    this.complain("");
    files.forEach((file) => {
      const total = this.files.reduce((sum, other) => sum + other.size, file.size);
      if (this.files.length >= this.max) this.complain(word("upload_too_many", { max: this.max }));
      else if (file.size > LARGEST_FILE_MEBIBYTES * MEBIBYTE) this.complain(word("upload_too_large", { name: file.name, max: LARGEST_FILE_MEBIBYTES }));
      else if (total > LARGEST_BATCH_MEBIBYTES * MEBIBYTE) this.complain(word("upload_too_large", { name: file.name, max: LARGEST_BATCH_MEBIBYTES }));
      else this.files.push(file);
    });
    this.draw();
    announce(word("upload_chosen", { count: this.files.length }));
    const send = this.actions.querySelector(".strong");
    if (send) send.focus();
  }

  complain(text) {
    this.problem.textContent = text;
    this.problem.hidden = !text;
  }

  draw() {
    this.list.textContent = "";
    this.list.hidden = !this.files.length;
    this.files.forEach((file) => this.list.append(this.row(file)));
    this.actions.textContent = "";
    if (this.files.length) {
      const count = this.files.length;
      this.actions.append(button(word("upload_send", { count }), () => this.settings.onSend(this.files.slice()), { class: "strong" }));
    }
    if (this.settings.onCancel) this.actions.append(button(word("upload_cancel"), this.settings.onCancel, { class: "plain" }));
    this.actions.hidden = !this.actions.childNodes.length;
  }

  row(file) {
    const remove = button("✕", () => this.remove(file), { "aria-label": word("upload_remove", { name: file.name }) });
    return make("li", {}, thumbnail(file), make("span", { class: "file-name" }, file.name), remove);
  }

  remove(file) {
    this.files = this.files.filter((other) => other !== file);
    this.draw();
    announce(word("upload_chosen", { count: this.files.length }));
    const next = this.list.querySelector("button") || this.element.querySelector("input");
    if (next) next.focus();
  }
}

function thumbnail(file) {
  if (!file.type.startsWith("image/")) {
    const ending = file.name.split(".").pop().slice(0, 4).toUpperCase();
    return make("span", { class: "thumb file", "aria-hidden": "true" }, ending);
  }
  const picture = make("img", { class: "thumb", alt: "" });
  const address = URL.createObjectURL(file);
  picture.addEventListener("load", () => URL.revokeObjectURL(address));
  picture.addEventListener("error", () => URL.revokeObjectURL(address));
  picture.src = address;
  return picture;
}
