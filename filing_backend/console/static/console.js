// Makes the pages quicker to use; every page works without it.

// A ready-made reason goes into the text, where it can be changed.
document.addEventListener("change", ({ target }) => {
  const text = document.getElementById(target.dataset?.fills ?? "");
  if (text && target.value) {
    if (!text.value.includes(target.value)) text.value += target.value;
    target.value = "";
    text.focus();
  }
  if (target.matches(".tick")) count();
});

// How many elements are ticked to be sent back.
function count() {
  const place = document.querySelector("[data-picked]");
  if (!place) return;
  const ticked = document.querySelectorAll(".returning .tick:checked").length;
  place.hidden = ticked === 0;
  place.querySelector("output").value = ticked;
}
count();
addEventListener("pageshow", count);

// A second click sends nothing; the server would do it only once anyhow.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
});

// Arrow keys turn to the file before or after, unless somebody writes.
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest?.("input, textarea, select");
  if (writing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  if (way) document.querySelector(`a[rel="${way}"]`)?.click();
});

// What is on its way is looked up again until it has arrived, for five minutes.
let looks = 0;
async function lookAgain() {
  const pending = [...document.querySelectorAll("[data-pending]")];
  if (!pending.length || ++looks > 100) return;
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const old of pending) {
      const fresh = page.getElementById(old.id);
      if (fresh && fresh.textContent !== old.textContent) old.replaceWith(fresh);
    }
  }
  setTimeout(lookAgain, 3000);
}
setTimeout(lookAgain, 2000);

// On a phone, sections in which nothing was found begin folded; a link into one opens it.
const phone = matchMedia("(max-width: 40rem)");
if (phone.matches) {
  for (const part of document.querySelectorAll("details.fold")) {
    part.open = Boolean(part.querySelector(".note.warn, .note.block, .tick:checked, [aria-invalid=true], .sound"));
  }
}
function unfold() {
  const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let part = wanted; part; part = part.parentElement) {
    if (part.matches("details.fold, details.blank")) part.open = true;
  }
  if (wanted?.closest("details")) wanted.scrollIntoView();
}
unfold();
addEventListener("hashchange", unfold);
