"use strict";
// Only comfort: without this script the page says all that it says with it.
(() => {
  const table = document.getElementById("claims-table");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);

  const box = document.createElement("p");
  box.className = "filter";
  box.innerHTML = '<label for="filter">Filter claims</label> <input id="filter" type="search" autocomplete="off"> <output for="filter" aria-live="polite"></output>';
  table.before(box);
  const input = box.querySelector("input");
  const output = box.querySelector("output");
  const texts = rows.map((row) => row.textContent.toLowerCase());
  input.addEventListener("input", () => {
    const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      row.hidden = !wanted.every((word) => texts[index].includes(word));
      if (!row.hidden) shown += 1;
    });
    output.textContent = wanted.length ? `${shown} of ${rows.length}` : "";
  });
  // A link to a row must find it, filtered or not.
  window.addEventListener("hashchange", () => {
    const row = document.getElementById(location.hash.slice(1));
    if (row && row.hidden) {
      input.value = "";
      input.dispatchEvent(new Event("input"));
      row.scrollIntoView();
    }
  });

  const key = (row, column) => {
    const cell = row.cells[column];
    return "sort" in cell.dataset ? cell.dataset.sort : cell.textContent.trim().toLowerCase();
  };
  const compare = (a, b) => (a !== "" && b !== "" && !isNaN(a) && !isNaN(b) ? a - b : a < b ? -1 : a > b ? 1 : 0);
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sorted = rows.slice().sort((a, b) => compare(key(a, column), key(b, column)));
      body.append(...(down ? sorted.reverse() : sorted));
    });
  });
})();
