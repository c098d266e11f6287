"use strict";
// Comforts of the table of claims: keys, a link to copy, views kept by name, facets that can be sifted.
// Without this script the page says and does all that it does with it.
(() => {
  const page = document.getElementById("claims-page");
  if (!page) return;
  const make = (tag, attributes = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };
  const keep = {
    get(name, otherwise) {
      try {
        return JSON.parse(localStorage.getItem(`recount-${name}`)) ?? otherwise;
      } catch {
        return otherwise; // A browser may refuse storage, or somebody else have written there.
      }
    },
    set(name, value) {
      try {
        localStorage.setItem(`recount-${name}`, JSON.stringify(value));
      } catch {
        tell("This browser keeps nothing for this page.");
      }
    },
  };
  const told = make("span", { role: "status", class: "note" });
  const tell = (words) => { told.textContent = words; };

  const narrow = document.getElementById("narrow");
  const wide = matchMedia("(min-width: 64rem)");
  if (!CSS.supports("selector(::details-content)")) narrow.open = wide.matches;

  // A link to copy.
  const copy = make("button", { type: "button" }, "Copy link");
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      tell("Copied.");
    } catch {
      tell("The browser does not let this page copy: the link is in its address bar.");
    }
  });

  // Views by name.
  const list = make("ul");
  const name = make("input", { id: "view-name", maxlength: "80", required: "", autocomplete: "off" });
  const views = () => {
    const kept = keep.get("views", {});
    return kept !== null && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
  };
  const show = () => {
    list.replaceChildren(...Object.entries(views()).map(([called, query]) => {
      const gone = make("button", { type: "button", "aria-label": `Forget ${called}` }, "✕");
      gone.addEventListener("click", () => {
        const left = views();
        delete left[called];
        keep.set("views", left);
        show();
        name.focus();
      });
      return make("li", {}, make("a", { href: `?${String(query).replace(/^\?/, "")}` }, make("bdi", {}, called)), gone);
    }));
    if (!list.children.length) list.append(make("li", { class: "none" }, "none kept in this browser yet"));
  };
  const naming = make("form", {}, make("label", { for: "view-name" }, "Keep this view as"), name, make("button", {}, "Keep"));
  naming.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!name.value.trim()) return;
    keep.set("views", { ...views(), [name.value.trim()]: location.search });
    name.value = "";
    show();
  });
  const drawer = make("details", { class: "views" }, make("summary", { class: "button" }, "Views"), make("div", { class: "drawer" }, list, naming));
  show();

  // Keys, which can be turned off (WCAG 2.1.4).
  const on = make("input", { type: "checkbox", id: "keys-on" });
  on.checked = keep.get("keys", true) !== false;
  on.addEventListener("change", () => keep.set("keys", on.checked));
  const told_keys = [["j", "the next claim"], ["k", "the claim before"], ["Enter", "open it"], ["/", "search"], ["?", "these keys"]];
  const close = make("button", { value: "close" }, "Close");
  const dialog = make("dialog", { class: "keys", "aria-labelledby": "keys-heading" },
    make("h2", { id: "keys-heading" }, "Keys"),
    make("dl", {}, ...told_keys.flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)])),
    make("p", {}, "On a claim, the arrow keys up and down do as k and j."),
    make("p", {}, on, " ", make("label", { for: "keys-on" }, "Keys without Ctrl or Alt are on")),
    make("form", { method: "dialog" }, close));
  const keys = make("button", { type: "button", "aria-haspopup": "dialog" }, "Keys");
  keys.addEventListener("click", () => dialog.showModal());
  const rows = () => Array.from(page.querySelectorAll("#results .claims tbody .figure"));
  const move = (by) => {
    const all = rows();
    const now = all.findIndex((link) => link.closest("tr").contains(document.activeElement));
    const next = all[now < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(now + by, 0), all.length - 1)];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.closest("tr").scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented || dialog.open) return;
    if (event.target.closest?.("input:not([type='checkbox']), select, textarea, [contenteditable]")) return;
    const row = event.target.closest?.("#results tbody tr");
    const moves = { ArrowDown: row ? 1 : 0, ArrowUp: row ? -1 : 0, j: on.checked ? 1 : 0, k: on.checked ? -1 : 0 }[event.key];
    if (moves) move(moves);
    else if (on.checked && event.key === "/") document.getElementById("q").focus();
    else if (on.checked && event.key === "?") dialog.showModal();
    else return;
    event.preventDefault();
  });
  page.querySelector(".topline").append(make("div", { class: "comforts" }, told, copy, drawer, keys));
  page.append(dialog);

  // Facets of many values can be sifted by name.
  const sift = () => {
    for (const facet of document.querySelectorAll("#facets .facet")) {
      const all = Array.from(facet.querySelectorAll("li"));
      if (all.length < 13 || facet.querySelector(".sift")) continue;
      const box = make("input", { type: "search", class: "sift", autocomplete: "off", placeholder: "find", "aria-label": `Find in ${facet.querySelector("h2").textContent}` });
      const rest = facet.querySelector(".rest");
      box.addEventListener("input", () => {
        const wanted = box.value.trim().toLowerCase();
        for (const each of all) each.hidden = !each.querySelector("bdi").textContent.toLowerCase().includes(wanted);
        if (rest) rest.open = Boolean(wanted);
      });
      facet.querySelector("summary").after(box);
    }
  };
  sift();
  document.addEventListener("recount:facets", sift);
})();
