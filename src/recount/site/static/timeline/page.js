// The page: a window of days, the timeline, the map and the claims of a place, each following the others.
"use strict";
(() => {
  const recount = globalThis.recountTimeline;
  const { make } = recount;
  const host = document.getElementById("explorer");
  const form = document.getElementById("ask");
  const live = host.dataset.live === "yes";
  const LISTED = 14;

  const field = (label, control) => make("label", { class: "field" }, make("span", {}, label), control);
  const select = (name, options) => make("select", { name }, ...options.map(([value, text]) => make("option", { value }, text)));
  const button = (label, text) => make("button", { type: "button", "aria-label": label, title: label }, text);

  const build = (data) => {
    const range = (name) => make("input", { type: "range", min: 0, max: data.last, step: 1, name });
    const ui = {
      play: make("button", { type: "button", class: "play" }, "▶ Play"),
      back: button("A day back", "‹"),
      on: button("A day on", "›"),
      to: range("to"),
      from: range("from"),
      asOf: make("output", { class: "as-of" }),
      all: make("button", { type: "button" }, "All days"),
      by: select("by", [["stated", "day stated"], ["harm", "day of harm"]]),
      lanes: select("lanes", [["effect", "harm"], ["conflict", "conflict"]]),
      unit: select("unit", [["auto", "fitting"], ["day", "days"], ["week", "weeks"], ["month", "months"]]),
      status: make("p", { class: "found", role: "status" }),
      days: make("div", { class: "days-host" }),
      map: make("div", { class: "map-host" }),
      panel: make("section", { class: "panel", "aria-label": "Places and their claims", tabindex: "-1" }),
    };
    const asOf = make("label", { class: "field wide" }, make("span", {}, "As of ", ui.asOf), ui.to);
    const from = make("label", { class: "field wide from" }, make("span", {}, "From ", make("output")), ui.from);
    host.append(
      make("h2", { class: "unseen" }, "Explore by day and place"),
      make("div", { class: "slider" }, make("div", { class: "steps" }, ui.play, ui.back, ui.on), asOf, from),
      ui.status,
      ui.days,
      make("div", { class: "slider options" }, field("Days are", ui.by), field("Lanes", ui.lanes), field("Bars", ui.unit), ui.all),
      make("div", { class: "beside-map" }, ui.map, ui.panel),
      make("ul", { class: "legend", "aria-label": "Key of the map" },
        ...data.effects.map((effect) => make("li", { class: `e-${effect}` }, recount.key(effect), ` ${effect}`)),
        make("li", {}, "ring of several: shares of harms"), make("li", {}, "dashed, hollow: known roughly"), make("li", {}, "thin circle: how far the place may reach")),
    );
    host.hidden = false;
    document.documentElement.classList.add("explored");
    return ui;
  };

  const start = (data) => {
    const ui = build(data);
    const given = new URLSearchParams(location.hash.slice(1));
    const day = (name, otherwise) => {
      const told = recount.dayOf(data, given.get(name) ?? "");
      return Number.isNaN(told) ? otherwise : Math.max(0, Math.min(data.last, told));
    };
    const state = {
      by: given.get("by") === "harm" ? "harm" : "stated",
      lanes: given.get("lanes") === "conflict" ? "conflict" : "effect",
      unit: ["day", "week", "month"].includes(given.get("unit")) ? given.get("unit") : "auto",
      from: day("from", 0), to: day("to", data.last),
      picks: live ? {} : Object.fromEntries(["effect", "conflict", "country"].map((name) => [name, given.get(name) ?? ""])),
      selected: null, listed: null,
    };
    if (state.from > state.to) state.from = 0;
    let passing = recount.passing(data, state.picks);
    let base = recount.tally(data, passing, state.by, -Infinity, Infinity);
    let tally = base;
    let playing = null;

    const days = recount.days(ui.days, (from, to) => { stop(); Object.assign(state, { from, to }); update(); });
    const map = recount.map(ui.map, data, host.dataset.tiles, (held) => (held.length === 1 ? pick(held[0]) : list(held)));

    const update = () => {
      tally = recount.tally(data, passing, state.by, state.from, state.to);
      days.show({ data, passing, by: state.by, from: state.from, to: state.to, lanes: state.lanes, unit: state.unit });
      map.show({ base, tally, selected: state.selected });
      const [from, to] = [recount.told(recount.date(data, state.from)), recount.told(recount.date(data, state.to))];
      ui.to.value = state.to;
      ui.from.value = state.from;
      ui.to.setAttribute("aria-valuetext", to);
      ui.from.setAttribute("aria-valuetext", from);
      ui.asOf.value = to;
      ui.from.parentElement.querySelector("output").value = state.from ? from : "the first day";
      const span = state.from ? `${from} to ${to}` : state.by === "harm" ? `by ${to}` : `as of ${to}`;
      const what = state.by === "harm" ? "whose harm ended" : "stated";
      const left = tally.dateless ? `; ${tally.dateless.toLocaleString("en")} without such a day are left out` : "";
      ui.status.textContent = `${recount.count(tally.within, "claim")} ${what} ${span}, at ${recount.count(tally.places, "place")}${left}.`;
      panel();
      remember();
    };
    const refilter = () => {
      passing = recount.passing(data, state.picks);
      base = recount.tally(data, passing, state.by, -Infinity, Infinity);
      update();
    };

    let saving = null;
    const remember = () => {
      clearTimeout(saving);
      saving = setTimeout(() => {
        const told = new URLSearchParams();
        if (state.from) told.set("from", recount.iso(data, state.from));
        if (state.to < data.last) told.set("to", recount.iso(data, state.to));
        if (state.by !== "stated") told.set("by", state.by);
        if (state.lanes !== "effect") told.set("lanes", state.lanes);
        if (state.unit !== "auto") told.set("unit", state.unit);
        for (const [name, value] of Object.entries(state.picks)) if (value) told.set(name, value);
        history.replaceState(null, "", `${location.pathname}${location.search}${told.size ? `#${told}` : ""}`);
      }, 250);
    };

    // The claims of a place, or the places that most claims name.
    const pick = (index) => {
      state.selected = index;
      state.listed = null;
      update();
      const known = index;
      const place = data.places[index];
      const query = live ? new URL(host.dataset.points, location.href).search : "";
      recount.load(live, `${host.dataset.places}${place.n}${live ? query : ".js"}`).then((told) => {
        if (state.selected !== known) return;
        state.listed = told;
        panel();
        ui.panel.focus({ preventScroll: matchMedia("(min-width: 60rem)").matches });
      }, (error) => {
        if (state.selected === known) ui.panel.append(make("p", { class: "none" }, `The claims cannot be shown: ${error.message}.`));
      });
    };
    const list = (held) => {
      state.selected = null;
      panel(held);
      ui.panel.focus();
    };
    const unpick = () => { state.selected = null; state.listed = null; update(); };

    let listing = "";
    const panel = (held) => {
      if (state.selected !== null) { listing = ""; return claims(); }
      const order = (held ?? data.places.map((_, index) => index)).filter((index) => tally.count[index] && data.places[index].lat !== null);
      order.sort((a, b) => tally.count[b] - tally.count[a] || a - b);
      const shown = held ? order : order.slice(0, LISTED);
      const key = `${held ? "here" : "all"} ${shown.map((index) => `${index}:${tally.count[index]}`).join()}`;
      if (key === listing) return undefined;
      listing = key;
      const rows = shown.map((index) => {
        const open = make("button", { type: "button", class: "place-button" }, make("bdi", {}, data.places[index].name), " ", make("b", {}, tally.count[index].toLocaleString("en")));
        open.addEventListener("click", () => { map.reveal(index); pick(index); });
        return make("li", {}, open);
      });
      ui.panel.replaceChildren(
        make("h3", {}, held ? "At this spot" : "Most named"),
        make("ul", { class: "place-list" }, ...rows),
        make("p", { class: "note" }, shown.length < order.length ? `and ${recount.count(order.length - shown.length, "other place")} on the map` : rows.length ? "" : "No claim of these days names a place."),
      );
      return undefined;
    };

    const claims = () => {
      const place = data.places[state.selected];
      const back = make("button", { type: "button" }, "‹ All places");
      back.addEventListener("click", unpick);
      const exact = { 1: "the place itself", 2: "somewhere near", 3: "a district", 4: "a province", 5: "a line or an area", 6: "a country", 7: "international waters" }[place.precision];
      const about = [place.country, exact, place.radius_km ? `reaches ${place.radius_km.toLocaleString("en", { maximumFractionDigits: 1 })} km` : null].filter(Boolean).join(" · ");
      const heading = [back, make("h3", {}, make("bdi", {}, place.name)), make("p", { class: "note" }, about)];
      const told = state.listed;
      if (!told) return ui.panel.replaceChildren(...heading, make("p", { class: "note" }, "Reading the claims…"));
      const fits = told.claims.filter((claim) => {
        const on = state.by === "harm" ? claim.harm : claim.stated;
        const at = on === null ? null : recount.dayOf(data, on);
        return at !== null && at >= state.from && at <= state.to
          && (!state.picks.effect || claim.effect === state.picks.effect) && (!state.picks.conflict || (claim.conflict ?? "—") === state.picks.conflict);
      });
      const more = told.found > told.claims.length ? `The ${told.claims.length} latest of ${told.found.toLocaleString("en")} are listed, ${fits.length} of them of these days. ` : "";
      const table = live ? make("a", { href: elsewhere(place) }, "As a table") : null;
      ui.panel.replaceChildren(...heading,
        make("p", { class: "note" }, more || `${recount.count(fits.length, "claim")} of these days. `, table),
        make("ul", { class: "claim-list" }, ...fits.map(line)));
      return undefined;
    };

    const elsewhere = (place) => {
      const address = new URL(host.dataset.claims, location.href);
      address.searchParams.set("place", place.name);
      if (state.by === "stated" && state.to < data.last) address.searchParams.set("stated_until", recount.iso(data, state.to));
      if (state.by === "stated" && state.from) address.searchParams.set("stated_since", recount.iso(data, state.from));
      return address.href;
    };

    const line = (claim) => {
      const mark = { asserted: "●", possible: "◐", denied: "✕" }[claim.modality];
      const asOf = host.dataset.asOf ? `?as_of=${encodeURIComponent(host.dataset.asOf)}` : "";
      return make("li", { class: `e-${claim.effect}` },
        make("a", { href: `${host.dataset.root}claims/${claim.id.replace(":", "-")}.html${asOf}` }, make("b", {}, claim.figure)), " ",
        make("span", { class: `effect e-${claim.effect}` }, claim.effect),
        make("span", { class: "under" }, make("bdi", {}, claim.who), " ", make("span", { class: `stance m-${claim.modality}` }, `${mark} ${claim.stance}`), claim.stated ? ` · ${recount.told(new Date(`${claim.stated}T00:00Z`))}` : ""));
    };

    // Playing: a day a step, the whole in eight seconds to half a minute; without motion there are only single steps.
    const stop = () => { clearInterval(playing); playing = null; ui.play.textContent = "▶ Play"; };
    const step = (by) => { state.to = Math.max(state.from, Math.min(data.last, state.to + by)); update(); };
    ui.play.addEventListener("click", () => {
      if (playing) return stop();
      if (state.to >= data.last) state.to = state.from;
      const stride = Math.max(1, Math.round((data.last - state.from) / 240));
      const pause = Math.max(120, Math.min(800, (8000 * stride) / Math.max(1, data.last - state.from)));
      playing = setInterval(() => { step(stride); if (state.to >= data.last) stop(); }, pause);
      ui.play.textContent = "❚❚ Pause";
      return undefined;
    });
    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    const settle = () => { ui.play.hidden = calm.matches; if (calm.matches) stop(); };
    calm.addEventListener("change", settle);
    settle();
    ui.back.addEventListener("click", () => { stop(); step(-1); });
    ui.on.addEventListener("click", () => { stop(); step(1); });
    ui.to.addEventListener("input", () => { stop(); state.to = Number(ui.to.value); state.from = Math.min(state.from, state.to); update(); });
    ui.from.addEventListener("input", () => { stop(); state.from = Number(ui.from.value); state.to = Math.max(state.from, state.to); update(); });
    ui.all.addEventListener("click", () => { stop(); Object.assign(state, { from: 0, to: data.last }); update(); });
    for (const name of ["by", "lanes", "unit"]) {
      ui[name].value = state[name];
      ui[name].addEventListener("change", () => { stop(); state[name] = ui[name].value; refilter(); });
    }
    if (!live) {
      form.hidden = false;
      for (const [name, value] of Object.entries(state.picks)) if (value) form.elements[name].value = value;
      const ask = (event) => {
        event.preventDefault();
        for (const name of Object.keys(state.picks)) state.picks[name] = form.elements[name].value;
        refilter();
      };
      form.addEventListener("submit", ask);
      form.addEventListener("change", ask);
    }
    update();
  };

  recount.load(live, host.dataset.points).then((points) => start(recount.unfold(points))).catch((error) => {
    host.hidden = false;
    document.documentElement.classList.remove("explored");
    host.replaceChildren(make("p", { class: "none", role: "alert" }, `The moving map cannot be shown (${error.message}); below is the still one.`));
  });
})();
