"use strict";
// Only comfort: each key presses a button, follows a link or opens a form of the page, all of which work without it.
(() => {
  const typing = (target) => target.closest("input, select, textarea, [contenteditable]") !== null;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
    if (!/^[a-z]$/i.test(event.key)) return;
    const found = document.querySelector(`[data-key="${event.key.toLowerCase()}"]`);
    if (found === null) return;
    event.preventDefault();
    if (found.tagName !== "SUMMARY") return found.click();
    const details = found.parentElement;
    details.open = !details.open;
    const field = details.querySelector("input:not([type=hidden]), select");
    if (details.open && field !== null) field.focus();
    else found.focus();
  });
  // A matter is judged once, however often the key is pressed while the answer is on its way.
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  }
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
  if (new URLSearchParams(location.search).has("done")) document.getElementById("matter")?.focus({ preventScroll: true });
})();
