// Pictures of pages: small in the message, large when opened, with the other pages beside them.
import { button, make } from "./dom.js";
import { openSheet } from "./sheet.js";
import { word } from "./words.js";

/** Small pictures that open large. The address stands on the button and may be renewed. */
export function pictureList(images) {
  const list = make("ul", { class: "pictures" });
  images.forEach((image, index) => {
    const opener = button(make("img", { src: image.url, alt: "" }), () => openPictures(list, index), {
      "aria-label": word("image_open", { alt: image.alt }),
    });
    opener.dataset.url = image.url;
    opener.dataset.alt = image.alt;
    list.append(make("li", {}, opener));
  });
  return list;
}

function openPictures(list, start) {
  const openers = Array.from(list.querySelectorAll("button"));
  let index = start;
  const picture = make("img", { alt: "" });
  const count = make("p", { role: "status" });
  const show = (to) => {
    index = Math.min(openers.length - 1, Math.max(0, to));
    picture.src = openers[index].dataset.url;
    picture.alt = openers[index].dataset.alt;
    picture.classList.remove("actual");
    count.textContent = word("image_count", { page: index + 1, pages: openers.length });
    previous.disabled = index === 0;
    next.disabled = index === openers.length - 1;
  };
  const previous = button(word("image_previous"), () => show(index - 1));
  const next = button(word("image_next"), () => show(index + 1));
  picture.addEventListener("click", () => picture.classList.toggle("actual"));
  const content = openers.length > 1 ? [count, make("div", { class: "row" }, previous, next), picture] : [picture];
  openSheet(openers[start].dataset.alt, content, {
    wide: true,
    closeLabel: word("image_close"),
    onKey: (event) => {
      if (event.key === "ArrowRight") show(index + 1);
      if (event.key === "ArrowLeft") show(index - 1);
    },
  });
  show(start);
}
