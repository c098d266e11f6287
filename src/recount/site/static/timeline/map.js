// The map: places as marks whose area is the number of claims, joined where they would cover one another.
"use strict";
(() => {
  const recount = globalThis.recountTimeline;
  const { make } = recount;
  const WORLD = 1024; // the width of the Mercator square before zooming
  const NEAR = 30; // pixels within which places are one mark
  const LARGEST = 32;
  const EARTH_KM = 40075;
  const ROUGH = 3; // UCDP's where_prec from which only a district, a province or a country is known
  const TAB_STOPS = 40;
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  // RFC 7946 winds rings against the clock, d3 with it.
  const rewound = (shape) => (shape.type === "Polygon" ? { ...shape, coordinates: shape.coordinates.map((ring) => [...ring].reverse()) }
    : shape.type === "MultiPolygon" ? { ...shape, coordinates: shape.coordinates.map((one) => one.map((ring) => [...ring].reverse())) } : shape);

  // `choose(places)` is called with the positions of the places of a mark that cannot be parted, `told(text)` with what a mark is.
  recount.map = (host, data, tiles, choose) => {
    const projection = d3.geoMercator().scale(WORLD / (2 * Math.PI)).translate([WORLD / 2, WORLD / 2]);
    const path = d3.geoPath(projection).digits(4);
    const spots = data.places.map((place) => (place.lat === null ? null : projection([place.lon, place.lat])));
    const topology = globalThis.recountWorld;
    const nations = topojson.feature(topology, topology.objects.countries).features;
    const names = nations.map((nation) => named(nation, path));

    const svg = make("svg", { class: "map-live", tabindex: "0", role: "group", "aria-label": "Map. Arrows move it, plus and minus zoom, 0 shows all places." });
    const tiled = make("g", { class: "tiles", "aria-hidden": "true" });
    const world = make("g", { class: "world", "aria-hidden": "true" });
    const lettering = make("g", { class: "lettering", "aria-hidden": "true" });
    const reach = make("g", { class: "reaches" });
    const marks = make("g", { class: "marks" });
    if (!tiles) {
      world.append(
        make("path", { class: "land", d: path({ type: "FeatureCollection", features: nations }) }),
        make("path", { class: "border", d: path(topojson.mesh(topology, topology.objects.countries, (a, b) => a !== b)) }),
      );
    }
    world.append(reach);
    svg.append(tiled, world, lettering, marks);
    const scale = make("p", { class: "map-scale", "aria-hidden": "true" });
    const sizes = make("p", { class: "map-sizes" });
    host.append(svg, controls(), make("div", { class: "map-foot" }, scale, sizes));

    let view = null;
    let width = 0;
    let height = 0;
    let at = d3.zoomIdentity;
    let order = [];
    let clusters = [];
    let clustered = null;
    let growth = 1;
    let shown = new Map();

    const zoom = d3.zoom()
      .filter((event) => !event.button && (event.type !== "wheel" || event.ctrlKey || event.metaKey || host.contains(document.activeElement)))
      .on("zoom", (event) => { at = event.transform; place(); if (stale()) render(); })
      .on("end", () => render());
    const canvas = d3.select(svg).call(zoom);
    const eased = () => (still() ? canvas : canvas.transition().duration(250));

    function controls() {
      const button = (label, text, act) => {
        const made = make("button", { type: "button", "aria-label": label, title: label }, text);
        made.addEventListener("click", act);
        return made;
      };
      return make("div", { class: "map-buttons" },
        button("Zoom in", "+", () => eased().call(zoom.scaleBy, 2)),
        button("Zoom out", "−", () => eased().call(zoom.scaleBy, 0.5)),
        button("Show all places", "⤢", () => fit()));
    }

    svg.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const step = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] }[event.key];
      if (step) eased().call(zoom.translateBy, step[0] / at.k, step[1] / at.k);
      else if (event.key === "+" || event.key === "=") eased().call(zoom.scaleBy, 2);
      else if (event.key === "-") eased().call(zoom.scaleBy, 0.5);
      else if (event.key === "0") fit();
      else return;
      event.preventDefault();
    });

    // How many pixels a kilometre is at a latitude.
    const perKm = (lat) => (at.k * WORLD) / EARTH_KM / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
    const stale = () => !clustered || Math.abs(Math.log2(at.k / clustered)) > 0.25;
    const rough = (place) => (place.precision ?? 1) >= ROUGH;

    const most = () => clusters.reduce((found, mark) => Math.max(found, mark.total), 1);
    // Marks for this zoom: the place that most claims name stands for those near it. What is known roughly stands apart.
    const cluster = () => {
      const across = NEAR / at.k;
      const row = Math.ceil(WORLD / across) + 3;
      const cells = [new Map(), new Map()];
      clusters = [];
      for (const index of order) {
        const vague = rough(data.places[index]);
        const held = cells[vague ? 1 : 0];
        const [x, y] = spots[index];
        const cell = (Math.floor(y / across) + 1) * row + Math.floor(x / across) + 1;
        let joined = null;
        for (let up = -row; up <= row && !joined; up += row) {
          for (let side = -1; side <= 1 && !joined; side += 1) {
            for (const mark of held.get(cell + up + side) ?? []) {
              if (Math.hypot(mark.x - x, mark.y - y) < across) { joined = mark; break; }
            }
          }
        }
        if (joined) { joined.members.push(index); continue; }
        const mark = { anchor: index, x, y, members: [index], rough: vague };
        clusters.push(mark);
        if (held.has(cell)) held.get(cell).push(mark);
        else held.set(cell, [mark]);
      }
      for (const mark of clusters) mark.total = mark.members.reduce((sum, index) => sum + view.base.count[index], 0);
      growth = Math.min(6, LARGEST / Math.sqrt(most()));
      clustered = at.k;
    };

    // The transform of what lies on the map, and where marks stand: all that a frame of panning needs.
    const place = () => {
      world.setAttribute("transform", `translate(${at.x},${at.y}) scale(${at.k})`);
      for (const { mark, node } of shown.values()) node.setAttribute("transform", `translate(${at.applyX(mark.x)},${at.applyY(mark.y)})`);
      for (const text of lettering.children) text.setAttribute("transform", `translate(${at.applyX(text.x0)},${at.applyY(text.y0)})`);
      for (const tile of tiled.children) lay(tile);
    };

    const render = () => {
      if (!view || !width) return;
      if (stale()) cluster();
      const effects = data.effects.length;
      const next = new Map();
      const inside = clusters.filter((mark) => {
        const [x, y] = [at.applyX(mark.x), at.applyY(mark.y)];
        return x > -60 && y > -60 && x < width + 60 && y < height + 60;
      });
      for (const mark of inside) {
        const parts = new Map();
        let count = 0;
        let denied = 0;
        for (const index of mark.members) {
          if (!view.tally.count[index]) continue;
          count += view.tally.count[index];
          denied += view.tally.denied[index];
          for (let effect = 0; effect < effects; effect += 1) {
            const part = view.tally.effect[index * effects + effect];
            if (part) parts.set(data.effects[effect], (parts.get(data.effects[effect]) ?? 0) + part);
          }
        }
        if (!count) continue;
        mark.count = count;
        mark.denied = denied;
        mark.parts = [...parts].sort((a, b) => b[1] - a[1]);
        mark.selected = mark.members.includes(view.selected);
        const node = shown.get(mark.anchor)?.node ?? born(mark.anchor);
        dress(node, mark);
        next.set(mark.anchor, { mark, node });
      }
      for (const [anchor, { node }] of shown) if (!next.has(anchor)) node.remove();
      shown = next;
      const ordered = [...next.values()].sort((a, b) => b.mark.count - a.mark.count || a.mark.anchor - b.mark.anchor);
      ordered.forEach(({ node }, number) => {
        node.setAttribute("tabindex", number < TAB_STOPS ? "0" : "-1");
        if (marks.children[number] !== node) marks.insertBefore(node, marks.children[number] ?? null);
      });
      reaches(ordered);
      letter(ordered);
      if (tiles) tile();
      measure();
      place();
    };

    const born = (anchor) => {
      const node = make("g", { role: "button", "data-anchor": anchor });
      const act = () => open(shown.get(anchor).mark);
      node.addEventListener("click", act);
      node.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        act();
      });
      return node;
    };

    const dress = (node, mark) => {
      const r = Math.max(4, growth * Math.sqrt(mark.count));
      const [main] = mark.parts[0];
      const kinds = mark.parts.map(([effect, count]) => `${count} ${effect}`).join(", ");
      const more = mark.members.length > 1 ? ` and ${recount.count(mark.members.length - 1, "place")} near` : "";
      const label = `${data.places[mark.anchor].name}${more}: ${recount.count(mark.count, "claim")} (${kinds}${mark.denied ? `; ${mark.denied} denied` : ""})`;
      node.setAttribute("aria-label", label);
      node.setAttribute("class", `mark e-${main}${mark.rough ? " vague" : ""}${mark.selected ? " selected" : ""}`);
      const pieces = [make("title", {}, label), make("circle", { class: "target", r: Math.max(12, r + 3) })];
      if (mark.parts.length > 1) {
        const inner = r > 9 ? r * 0.68 : r * 0.35;
        pieces.push(make("circle", { class: "heart", r: mark.rough ? r + 3 : r }));
        for (const [effect, d] of recount.ring(mark.parts, r, inner)) pieces.push(make("path", { class: `slice e-${effect}`, d }));
      } else {
        pieces.push(make("path", { class: "mark-shape", d: recount.shape(main, r) }));
      }
      const digits = mark.count.toLocaleString("en");
      mark.numbered = (mark.parts.length === 1 || r > 9) && digits.length * 3.8 + 0.5 < r * (mark.parts.length > 1 ? 0.68 : 0.9);
      if (mark.numbered) {
        pieces.push(make("text", { class: mark.parts.length > 1 || mark.rough ? "number inked" : "number", y: 4 }, digits));
      }
      node.replaceChildren(...pieces);
    };

    // A mark of several places comes apart by zooming in; what lies too close for that is listed.
    const open = (mark) => {
      const held = mark.members.filter((index) => view.tally.count[index]);
      const apart = held.some((index) => Math.hypot(spots[index][0] - mark.x, spots[index][1] - mark.y) * zoom.scaleExtent()[1] > NEAR);
      if (held.length > 1 && apart) fit(held);
      else choose(held);
    };

    const circle = d3.geoCircle();
    const reaches = (ordered) => {
      const told = [];
      for (const { mark } of ordered) {
        const one = data.places[mark.anchor];
        if (mark.members.length > 1) continue;
        const main = mark.parts[0][0];
        const kind = `e-${main}${(one.precision ?? 1) > 1 ? " dashed" : ""}${mark.selected ? " selected" : ""}`;
        if (one.shape) told.push(make("path", { class: `reach told ${kind}`, d: path(rewound(one.shape)), "data-kind": one.shape.type }));
        else if (one.radius_km) {
          const r = one.radius_km * perKm(one.lat);
          const least = growth * Math.sqrt(mark.count) + 3;
          if (r < least || (r > 0.55 * Math.max(width, height) && !mark.selected)) continue;
          told.push(make("path", { class: `reach ${kind}`, d: path(circle.center([one.lon, one.lat]).radius((one.radius_km / EARTH_KM) * 360)()) }));
        }
      }
      reach.replaceChildren(...told);
    };

    // Names of countries that have room, and of the places that most claims name.
    const letter = (ordered) => {
      const taken = ordered.slice(0, 60).map(({ mark }) => {
        const r = Math.max(6, growth * Math.sqrt(mark.count));
        return [at.applyX(mark.x) - r, at.applyY(mark.y) - r, at.applyX(mark.x) + r, at.applyY(mark.y) + r];
      });
      const free = (box) => box[0] > 0 && box[1] > 0 && box[2] < width && box[3] < height && !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
      const texts = [];
      const write = (kind, text, x, y, x0, y0, anchor, dx) => {
        const node = make("text", { class: kind, "text-anchor": anchor, x: dx, y: 4 }, text);
        node.x0 = x0;
        node.y0 = y0;
        texts.push(node);
      };
      for (const { mark } of ordered.slice(0, 60)) {
        const told = data.places[mark.anchor].name;
        const name = mark.numbered || mark.count === 1 ? told : `${told} ${mark.count.toLocaleString("en")}`;
        const r = Math.max(6, growth * Math.sqrt(mark.count)) + 5;
        const [x, y, wide] = [at.applyX(mark.x), at.applyY(mark.y), name.length * 7.4];
        const right = [x + r, y - 9, x + r + wide, y + 9];
        const left = [x - r - wide, y - 9, x - r, y + 9];
        if (free(right)) { taken.push(right); write("place", name, x, y, mark.x, mark.y, "start", r); }
        else if (free(left)) { taken.push(left); write("place", name, x, y, mark.x, mark.y, "end", -r); }
      }
      if (!tiles) {
        for (const { name, x: x0, y: y0, wide: room } of names) {
          const [x, y, wide] = [at.applyX(x0), at.applyY(y0), name.length * 8.2];
          const box = [x - wide / 2, y - 9, x + wide / 2, y + 9];
          if (room * at.k > wide && free(box)) { taken.push(box); write("country", name, x, y, x0, y0, "middle", 0); }
        }
      }
      lettering.replaceChildren(...texts);
    };

    const measure = () => {
      const lat = projection.invert(at.invert([width / 2, height / 2]))[1];
      const rounds = [1, 2, 5].flatMap((head) => [-1, 0, 1, 2, 3].map((power) => head * 10 ** power)).sort((a, b) => a - b);
      const km = rounds.filter((one) => one * perKm(lat) <= 110).pop() ?? 0.1;
      const bar = make("svg", { width: km * perKm(lat) + 2, height: 8 }, make("path", { d: `M1,0v7h${km * perKm(lat)}v-7` }));
      scale.replaceChildren(bar, ` ${km.toLocaleString("en")} km`);
      const told = [...new Set([1, Math.round(most() / 16), Math.round(most() / 4)])].filter((count) => count);
      sizes.replaceChildren("Claims, by area: ", ...told.flatMap((count) => {
        const r = Math.max(4, growth * Math.sqrt(count));
        return [make("svg", { width: 2 * r + 2, height: 2 * r + 2, "aria-hidden": "true" }, make("circle", { cx: r + 1, cy: r + 1, r })), ` ${count.toLocaleString("en")} `];
      }));
    };

    // Pictures of a tile server under the marks, where one is given.
    const lay = (tile_) => {
      const { z, x, y } = tile_.tile;
      const side = (WORLD / 2 ** z) * at.k;
      for (const [name, value] of [["x", at.applyX((x * WORLD) / 2 ** z)], ["y", at.applyY((y * WORLD) / 2 ** z)], ["width", side + 0.5], ["height", side + 0.5]]) tile_.setAttribute(name, value);
    };
    const tile = () => {
      const z = Math.max(0, Math.min(19, Math.round(Math.log2((at.k * WORLD) / 256))));
      const side = (WORLD / 2 ** z) * at.k;
      const old = new Map([...tiled.children].map((one) => [one.getAttribute("href"), one]));
      const next = [];
      const range = (start, size) => [Math.max(0, Math.floor(-start / side)), Math.min(2 ** z - 1, Math.floor((size - start) / side))];
      const [[x0, x1], [y0, y1]] = [range(at.x, width), range(at.y, height)];
      for (let x = x0; x <= x1; x += 1) {
        for (let y = y0; y <= y1; y += 1) {
          const href = tiles.replace("{z}", z).replace("{x}", x).replace("{y}", y);
          const one = old.get(href) ?? make("image", { href, preserveAspectRatio: "none" });
          one.tile = { z, x, y };
          next.push(one);
        }
      }
      tiled.replaceChildren(...next);
    };

    // Zoom so that these places are seen: all of the base but the few far off where none are given.
    const fit = (wanted) => {
      const found = wanted ?? core(data, spots, view.base);
      if (!found.length) return;
      const xs = found.map((index) => spots[index][0]);
      const ys = found.map((index) => spots[index][1]);
      const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
      const room = wanted ? 0.6 : 0.8;
      const k = Math.min((room * width) / Math.max(x1 - x0, 1e-4), (room * height) / Math.max(y1 - y0, 1e-4), wanted ? Math.max(at.k * 8, 40) : 60);
      const clear = Math.min(Math.max(k, zoom.scaleExtent()[0]), zoom.scaleExtent()[1]);
      const target = d3.zoomIdentity.translate(width / 2 - (clear * (x0 + x1)) / 2, height / 2 - (clear * (y0 + y1)) / 2).scale(clear);
      (wanted ? eased() : canvas).call(zoom.transform, target);
    };

    const resize = () => {
      const [wide, high] = [host.clientWidth, host.clientHeight];
      if (!wide || (wide === width && high === height)) return;
      const first = !width;
      [width, height] = [wide, high];
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      zoom.extent([[0, 0], [width, height]]).scaleExtent([Math.max(width, height) / WORLD, 6000]).translateExtent([[0, 0], [WORLD, WORLD]]);
      if (first && view) fit();
      else render();
    };
    new ResizeObserver(resize).observe(host);

    return {
      show: (next) => {
        const other = !view || view.base !== next.base;
        const first = !view;
        view = next;
        if (other) {
          clustered = null;
          order = data.places.map((_, index) => index).filter((index) => spots[index] && view.base.count[index]);
          order.sort((a, b) => view.base.count[b] - view.base.count[a] || a - b);
        }
        resize();
        if (other && !first) fit();
        else render();
      },
      reveal: (index) => {
        if (!spots[index]) return;
        const k = Math.max(at.k, 24);
        eased().call(zoom.transform, d3.zoomIdentity.translate(width / 2 - k * spots[index][0], height / 2 - k * spots[index][1]).scale(k));
      },
    };
  };

  // Where a country's name stands, the middle of its largest part, and how much room it has there before zooming.
  const named = (nation, path) => {
    const parts = nation.geometry.type === "Polygon" ? [nation.geometry.coordinates] : nation.geometry.coordinates;
    const shapes = parts.map((coordinates) => ({ type: "Polygon", coordinates }));
    const areas = shapes.map((shape) => path.area(shape));
    const largest = shapes[areas.indexOf(Math.max(...areas))];
    const [x, y] = path.centroid(largest);
    const [[x0], [x1]] = path.bounds(largest);
    return { name: nation.properties.name, x, y, wide: x1 - x0 };
  };

  // The places that the map shows first: all but the few far from the middle that hold one claim in twenty together.
  const core = (data, spots, base) => {
    const found = data.places.map((_, index) => index).filter((index) => spots[index] && base.count[index]);
    const total = found.reduce((sum, index) => sum + base.count[index], 0);
    const middle = (axis) => {
      let held = 0;
      return spots[[...found].sort((a, b) => spots[a][axis] - spots[b][axis]).find((index) => (held += base.count[index]) * 2 >= total)]?.[axis] ?? 0;
    };
    const [x, y] = [middle(0), middle(1)];
    const far = (index) => Math.max(Math.abs(spots[index][0] - x), Math.abs(spots[index][1] - y));
    let held = 0;
    const near = [...found].sort((a, b) => far(a) - far(b)).filter((index) => {
      const before = held;
      held += base.count[index];
      return before < 0.95 * total;
    });
    return near;
  };
})();
