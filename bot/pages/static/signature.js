// A signature drawn by finger, pen or mouse, sent as a PNG cut to the ink; or a photo of one.
import { announce, button, make } from "./dom.js";
import { UploadTray } from "./upload.js";
import { word } from "./words.js";

const PEN_WIDTH = 3.2; // CSS pixels
const MARGIN = 12;
const LEAST_LENGTH = 40; // a tap is not a signature
const SCALE = 2;

/** settings: {onSend(file), onPhoto(files)} */
export class SignaturePad {
  constructor(settings) {
    this.settings = settings;
    this.strokes = [];
    this.canvas = make("canvas", { class: "pad", role: "img", "aria-label": word("signature_pad") });
    this.problem = make("p", { class: "problem", role: "alert", hidden: true });
    this.photo = make("div", { hidden: true });
    const open = button(word("signature_photo"), () => this.openPhoto(), { "aria-expanded": "false" });
    this.opener = open;
    this.element = make(
      "div",
      { class: "card signature" },
      make("h2", {}, word("signature_title")),
      make("div", { class: "pad-frame" }, this.canvas),
      this.problem,
      make("div", { class: "row" }, button(word("signature_send"), () => this.send(), { class: "strong" }), button(word("signature_clear"), () => this.clear()), open),
      make("p", { class: "hint" }, word("signature_photo_hint")),
      this.photo,
    );
    this.listen();
  }

  listen() {
    const canvas = this.canvas;
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button > 0) return;
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      this.complain("");
      this.strokes.push([this.point(event)]);
      this.pointer = event.pointerId;
      this.draw();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (event.pointerId !== this.pointer) return;
      const parts = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
      const stroke = this.strokes[this.strokes.length - 1];
      (parts.length ? parts : [event]).forEach((part) => stroke.push(this.point(part)));
      this.draw();
    });
    const lift = (event) => {
      if (event.pointerId === this.pointer) this.pointer = null;
    };
    canvas.addEventListener("pointerup", lift);
    canvas.addEventListener("pointercancel", lift);
    window.addEventListener("resize", () => this.draw());
    window.requestAnimationFrame(() => this.draw());
  }

  point(event) {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  draw() {
    const { clientWidth, clientHeight } = this.canvas;
    const width = clientWidth * SCALE;
    const height = clientHeight * SCALE;
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    const context = this.canvas.getContext("2d");
    context.setTransform(SCALE, 0, 0, SCALE, 0, 0);
    context.clearRect(0, 0, clientWidth, clientHeight);
    ink(context, this.strokes);
  }

  clear() {
    this.strokes = [];
    this.complain("");
    this.draw();
  }

  complain(text) {
    this.problem.textContent = text;
    this.problem.hidden = !text;
  }

  get length() {
    return this.strokes.reduce((sum, stroke) => sum + strokeLength(stroke), 0);
  }

  send() {
    if (this.length < LEAST_LENGTH) {
      this.complain(word("signature_empty"));
      return;
    }
    cut(this.strokes).toBlob((blob) => {
      this.settings.onSend(new File([blob], "signature.png", { type: "image/png" }));
    }, "image/png");
  }

  openPhoto() {
    if (this.photo.childNodes.length) return;
    const tray = new UploadTray({
      title: word("signature_photo"),
      hint: word("signature_photo_hint"),
      maxFiles: 1,
      photosOnly: true,
      onSend: (files) => this.settings.onPhoto(files),
    });
    this.photo.append(tray.element);
    this.photo.hidden = false;
    this.opener.setAttribute("aria-expanded", "true");
    tray.element.focus();
    announce(word("signature_photo_hint"));
  }
}

/** Strokes smoothed through the middles of their points. */
function ink(context, strokes) {
  context.lineWidth = PEN_WIDTH;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.strokeStyle = "#111";
  strokes.forEach((stroke) => {
    context.beginPath();
    context.moveTo(stroke[0].x, stroke[0].y);
    for (let at = 1; at < stroke.length - 1; at += 1) {
      const middle = { x: (stroke[at].x + stroke[at + 1].x) / 2, y: (stroke[at].y + stroke[at + 1].y) / 2 };
      context.quadraticCurveTo(stroke[at].x, stroke[at].y, middle.x, middle.y);
    }
    const end = stroke[stroke.length - 1];
    context.lineTo(end.x + 0.01, end.y);
    context.stroke();
  });
}

/** A white canvas just around the ink. */
function cut(strokes) {
  const points = [].concat(...strokes);
  const left = Math.min(...points.map((point) => point.x)) - MARGIN;
  const top = Math.min(...points.map((point) => point.y)) - MARGIN;
  const right = Math.max(...points.map((point) => point.x)) + MARGIN;
  const bottom = Math.max(...points.map((point) => point.y)) + MARGIN;
  const canvas = make("canvas", {});
  canvas.width = Math.ceil((right - left) * SCALE);
  canvas.height = Math.ceil((bottom - top) * SCALE);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(SCALE, 0, 0, SCALE, -left * SCALE, -top * SCALE);
  ink(context, strokes);
  return canvas;
}

function strokeLength(stroke) {
  let length = 0;
  for (let at = 1; at < stroke.length; at += 1) {
    length += Math.hypot(stroke[at].x - stroke[at - 1].x, stroke[at].y - stroke[at - 1].y);
  }
  return length;
}
