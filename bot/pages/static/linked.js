// The pages behind signed links: the same tray and pad, sent to the page's own address.
import { api } from "./api.js";
import { byId, make, sleep, uniqueId } from "./dom.js";
import { SignaturePad } from "./signature.js";
import { setUpTypeSize } from "./type_size.js";
import { UploadTray } from "./upload.js";
import { word } from "./words.js";

const main = byId("main");
const place = byId("place");

async function deliver(files) {
  const form = new FormData();
  form.append("id", uniqueId());
  files.forEach((file) => form.append("file", file, file.name));
  place.hidden = true;
  for (let tries = 0; ; tries += 1) {
    try {
      show(await api.upload(window.location.pathname, form, showTransfer));
      return;
    } catch (error) {
      if (error.status && !error.passing) {
        place.hidden = false;
        byId("busy").textContent = error.text || word("failed");
        return;
      }
      byId("busy").textContent = word("upload_waiting");
      await sleep(Math.min(20000, 1000 * Math.pow(2, tries)));
    }
  }
}

function showTransfer(done) {
  const percent = Math.round(done * 100);
  byId("busy").textContent = "";
  byId("busy").append(make("progress", { class: "transfer", max: 100, value: percent, "aria-label": word("upload_progress", { percent }) }));
}

function show(answer) {
  byId("busy").textContent = "";
  byId("reply").textContent = answer.messages.map((message) => message.text).join("\n");
  byId("done").hidden = false;
  byId("done").focus();
}

setUpTypeSize();
if (place && !place.hidden) {
  const part =
    main.dataset.page === "signature"
      ? new SignaturePad({ onSend: (file) => deliver([file]), onPhoto: deliver })
      : new UploadTray({ onSend: deliver });
  part.element.classList.replace("card", "inside");
  place.append(part.element);
}
