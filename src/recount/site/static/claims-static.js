"use strict";
// The page of claims in a folder: what a server would find, found here, from the index beside the page (see
// recount/site/static_index.py). Nothing is loaded until the address asks for something.
(() => {
  const page = document.getElementById("claims-page");
  const asked = new URLSearchParams(location.search);
  if (!page || ![...asked].some(([name, value]) => value.trim() && name !== "as_of")) return;
  const held = new Map();
  const waiting = new Map();
  window.recountIndex = (name, data) => held.set(name, data);

  const load = (name) => {
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `index/${name}.js`;
        script.onload = () => resolve(held.get(name));
        script.onerror = () => reject(new Error(`claims/index/${name}.js is missing`));
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  };
  const make = (tag, given = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(given)) if (value !== false) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };
  const shown = (number) => number.toLocaleString("en-US");
  const counted = (number, noun) => `${shown(number)} ${noun}${number === 1 ? "" : "s"}`;
  const last = (name) => asked.getAll(name).map((each) => each.trim()).filter(Boolean).pop();

  // An address with some of what is asked for changed: null takes a name away, a list puts its values in its place.
  const address = (changed) => {
    const told = new URLSearchParams();
    for (const [name, value] of asked) if (value.trim() && !(name in changed)) told.append(name, value.trim());
    for (const [name, values] of Object.entries(changed)) for (const value of [values].flat()) if (value !== null) told.append(name, value);
    return `index.html${[...told].length ? "?" : ""}${told}`;
  };
  const ordinal = (day) => {
    const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
    return found ? Date.UTC(found[1], found[2] - 1, found[3]) / 86400000 + 719163 : NaN;
  };
  const wordsOf = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];

  const holding = async (head, word) => {
    const found = new Uint8Array(head.total);
    for (let at = 0; at < head.words.length; at += 1) {
      const after = head.words[at + 1];
      const before = head.words[at] <= word || head.words[at].startsWith(word);
      if (!before || (after !== undefined && after <= word && !after.startsWith(word))) continue;
      for (const [told, gaps] of Object.entries(await load(`words-${at}`))) {
        if (told.startsWith(word)) gaps.reduce((sum, gap) => { found[sum + gap] = 1; return sum + gap; }, 0);
      }
    }
    return found;
  };
  const oneOf = (column, values) => {
    const codes = new Set(values.map((value) => column.values.indexOf(value)).filter((code) => code >= 0));
    return Uint8Array.from(column.codes, (code) => (codes.has(code) ? 1 : 0));
  };
  const both = (masks, total) => {
    const all = new Uint8Array(total).fill(1);
    for (const mask of masks) for (let at = 0; at < total; at += 1) all[at] &= mask[at];
    return all;
  };

  // What is asked for, one by one: the name and the words of each, the claims that have it, what asks for all but that.
  const BOUNDS = { since: ["last", 1], until: ["first", -1], stated_since: ["published", 1], stated_until: ["published", -1] };
  const conditions = async (head, facets, measures) => {
    const told = [];
    if (last("q")) {
      const masks = await Promise.all(wordsOf(last("q")).map((word) => holding(head, word)));
      told.push({ name: "words", value: `“${last("q")}”`, mask: both(masks, head.total), without: { q: null, page: null } });
    }
    for (const [facet, name] of Object.entries(head.facets)) {
      const values = [...new Set(asked.getAll(facet).map((each) => each.trim()).filter(Boolean))];
      for (const value of values) {
        const code = facets[facet].values.indexOf(value);
        const left = values.filter((each) => each !== value);
        told.push({ name, facet, value: code < 0 ? value : facets[facet].names[code], only: oneOf(facets[facet], left), rest: left.length, mask: oneOf(facets[facet], values), without: { [facet]: left, page: null } });
      }
    }
    for (const [bound, [measure, sign]] of Object.entries(BOUNDS)) {
      const day = ordinal(last(bound) || "");
      if (!Number.isNaN(day)) told.push({ name: head.bounds[bound], value: last(bound), mask: Uint8Array.from(measures[measure], (each) => (each !== null && sign * (each - day) >= 0 ? 1 : 0)), without: { [bound]: null, page: null } });
    }
    for (const name of ["subject", "report"]) {
      if (last(name)) told.push({ name, value: last(name), mask: oneOf(await load(name), [last(name)]), without: { [name]: null, page: null } });
    }
    return told;
  };
  const numbersOf = (mask) => { const found = []; mask.forEach((one, at) => { if (one) found.push(at); }); return found; };
  // Those without what they are sorted by come last either way, as on a server.
  const sorted = (numbers, facets, measures) => {
    const told = last("sort") || "-published";
    const sort = told.replace(/^-/, "");
    const ascending = !told.startsWith("-");
    const keys = facets[sort] && facets[sort].ranks ? facets[sort].codes.map((code) => facets[sort].ranks[code]) : measures[sort];
    if (!keys || (sort === "published" && !ascending)) return numbers;
    return numbers.sort((a, b) => (keys[a] === null ? 1 : 0) - (keys[b] === null ? 1 : 0) || (ascending ? 1 : -1) * (keys[a] - keys[b]) || a - b);
  };

  const showFacet = (head, facet, column, seen) => {
    const place = page.querySelector(`[data-facet="${facet}"]`);
    if (!place) return;
    const counts = new Array(column.values.length).fill(0);
    seen.forEach((one, at) => { if (one) counts[column.codes[at]] += 1; });
    const picked = [...new Set(asked.getAll(facet).filter(Boolean))];
    const others = counts.map((count, code) => [column.values[code], count]).filter(([value, count]) => count && !picked.includes(value)).sort((a, b) => b[1] - a[1]);
    const item = ([value, count]) => {
      const code = column.values.indexOf(value);
      const name = code < 0 ? value : column.names[code];
      const on = picked.includes(value);
      const left = on ? picked.filter((each) => each !== value) : [...picked, value];
      const link = make("a", { href: address({ [facet]: left, page: null }) }, make("bdi", {}, name));
      if (on) { link.className = "picked"; link.setAttribute("aria-label", `${name}: picked, let go`); }
      return make("li", {}, link, " ", make("span", { class: "note" }, String(count)));
    };
    const most = last("more") === facet ? head.most : Math.max(0, head.listed - picked.length);
    const chosen = picked.map((value) => [value, counts[column.values.indexOf(value)] || 0]);
    const folded = others.slice(most, head.folded);
    const made = [make("ul", {}, ...chosen.map(item), ...others.slice(0, most).map(item))];
    if (folded.length) made.push(make("details", { class: "rest" }, make("summary", {}, `${folded.length} more`), make("ul", {}, ...folded.map(item))));
    if (others.length > Math.max(most, head.folded)) made.push(make("p", { class: "all" }, make("a", { href: address({ more: facet }) }, `All ${shown(others.length + chosen.length)}`)));
    place.replaceChildren(place.querySelector("summary"), ...made);
    if (picked.length || last("more") === facet) place.open = true;
  };
  const showChips = (told) => {
    const chips = document.getElementById("chips");
    if (!chips) return;
    const all = chips.lastElementChild;
    chips.hidden = !told.length;
    chips.replaceChildren(...told.map((one) => make("li", {}, make("a", { class: "chip", href: address(one.without) }, make("span", { class: "note" }, one.name), " ", make("bdi", {}, one.value), " ", make("span", { "aria-hidden": "true" }, "✕"), make("span", { class: "sr" }, ": let go")))), all);
  };
  const showHeads = () => {
    const told = last("sort") || "-published";
    for (const head of page.querySelectorAll("th[data-sort]")) {
      const name = head.dataset.sort;
      const link = head.querySelector("a");
      const now = told.replace(/^-/, "") === name;
      const ascending = now ? told.startsWith("-") : ["source", "place"].includes(name);
      link.setAttribute("href", address({ sort: `${ascending ? "" : "-"}${name}`, page: null }));
      link.querySelector("span")?.remove();
      head.removeAttribute("aria-sort");
      if (now) {
        head.setAttribute("aria-sort", told.startsWith("-") ? "descending" : "ascending");
        link.append(make("span", { "aria-hidden": "true" }, told.startsWith("-") ? " ↓" : " ↑"));
      }
    }
  };
  const showRows = async (head, numbers) => {
    const parts = [...new Set(numbers.map((number) => Math.floor(number / head.rows)))];
    await Promise.all(parts.map((part) => load(`rows-${part}`)));
    const template = document.createElement("template");
    template.innerHTML = `<table><tbody>${numbers.map((number) => held.get(`rows-${Math.floor(number / head.rows)}`)[number % head.rows]).join("")}</tbody></table>`;
    page.querySelector("#claims-table tbody").replaceChildren(...template.content.querySelector("tbody").rows);
  };
  const showPages = (found, at, pages) => {
    page.querySelector("nav.pager")?.remove();
    if (pages < 2) return;
    const steps = [make("li", { class: "note", "aria-current": "page" }, `Page ${shown(at)} of ${shown(pages)}`)];
    if (at > 1) steps.unshift(make("li", {}, make("a", { rel: "prev", href: address({ page: at > 2 ? at - 1 : null }) }, "← Previous")));
    if (at < pages) steps.push(make("li", {}, make("a", { rel: "next", href: address({ page: at + 1 }) }, "Next →")));
    page.querySelector("#claims-table").after(make("nav", { class: "pager", "aria-label": "Pages of the list" }, make("ul", {}, ...steps)));
  };
  const showNone = (told, without) => {
    const table = page.querySelector("#claims-table");
    const items = told.map((one, at) => [one, without(at)]).sort((a, b) => b[1] - a[1]).map(([one, number]) => make("li", {}, make("a", { href: address(one.without) }, `${one.name} `, make("bdi", {}, one.value)), " ", make("span", { class: "note" }, number ? counted(number, "claim") : "still none")));
    table.replaceWith(make("div", { class: "empty" }, make("p", {}, make("b", {}, "No claim is all of that."), " Let go of:"), make("ul", {}, ...items)));
    page.querySelector("nav.pager")?.remove();
  };

  const show = async () => {
    const results = document.getElementById("results");
    results.setAttribute("aria-busy", "true");
    const head = await load("head");
    const names = Object.keys(head.facets);
    const [measures, ...columns] = await Promise.all([load("measures"), ...names.map((facet) => load(`facet-${facet}`))]);
    const facets = Object.fromEntries(names.map((facet, at) => [facet, columns[at]]));
    const told = await conditions(head, facets, measures);
    const found = both(told.map((one) => one.mask), head.total);
    names.forEach((facet) => {
      const picked = told.some((one) => one.facet === facet);
      showFacet(head, facet, facets[facet], picked ? both(told.filter((one) => one.facet !== facet).map((one) => one.mask), head.total) : found);
    });
    const numbers = sorted(numbersOf(found), facets, measures);
    const pages = Math.max(1, Math.ceil(numbers.length / head.rows));
    const at = Math.min(pages, Math.max(1, Number.parseInt(last("page") || "1", 10) || 1));
    document.getElementById("found").replaceChildren(make("b", {}, shown(numbers.length)), ` of ${counted(head.total, "claim")}`);
    showChips(told);
    document.getElementById("q").value = last("q") || "";
    for (const bound of Object.keys(BOUNDS)) if (document.getElementById(bound)) document.getElementById(bound).value = last(bound) || "";
    keepInForm();
    if (numbers.length) {
      showHeads();
      await showRows(head, numbers.slice((at - 1) * head.rows, at * head.rows));
      showPages(numbers.length, at, pages);
    } else {
      const others = (skip) => told.map((one, place) => (place !== skip ? one.facet && one.facet === told[skip].facet ? told[skip].only : one.mask : told[skip].rest ? told[skip].only : null)).filter(Boolean);
      showNone(told, (skip) => numbersOf(both(others(skip), head.total)).length);
    }
    results.removeAttribute("aria-busy");
    document.dispatchEvent(new Event("claims-shown"));
  };
  // What the form sends on beside what is typed into it.
  const keepInForm = () => {
    const form = document.getElementById("ask");
    form.querySelectorAll('input[type="hidden"]').forEach((input) => input.remove());
    for (const [name, value] of asked) {
      if (value.trim() && name !== "q" && name !== "page" && !(name in BOUNDS)) form.prepend(make("input", { type: "hidden", name, value: value.trim() }));
    }
  };
  show().catch((wrong) => {
    document.getElementById("results").removeAttribute("aria-busy");
    document.getElementById("found").textContent = `Not searched: ${wrong.message}`;
  });
})();
