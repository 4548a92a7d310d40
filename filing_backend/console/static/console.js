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
