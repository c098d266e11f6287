// The claims behind the page: fetched once, unfolded from columns to rows, and counted for any window of days.
"use strict";
(() => {
  const recount = (globalThis.recountTimeline = {});
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const DAY = 86400000;

  // A record: from the API of a server, or from a script of a folder, where fetching is not allowed.
  let queue = Promise.resolve();
  recount.load = (live, address) => {
    if (live) {
      return fetch(address, { headers: { Accept: "application/json" } }).then((answer) => {
        if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
        return answer.json();
      });
    }
    const scripted = () => new Promise((resolve, reject) => {
      const script = document.createElement("script");
      globalThis.recountGiven = resolve;
      script.onerror = () => reject(new Error(`${address} is missing`));
      script.onload = () => script.remove();
      script.src = address;
      document.head.append(script);
    });
    const given = queue.then(scripted);
    queue = given.catch(() => undefined);
    return given;
  };

  // Rows of columns: `place` is a position in `places`, `stated` and `harm` days since the origin or null.
  recount.unfold = (points) => {
    const total = points.count.length;
    const place = new Int32Array(total);
    const days = { stated: new Array(total), harm: new Array(total) };
    let row = 0;
    let last = 0;
    points.places.forEach((one, index) => {
      one.total = 0;
      let day = 0;
      for (const end = row + one.rows; row < end; row += 1) {
        const step = points.stated[row];
        day = step === null ? 0 : day + step;
        const before = points.harm[row];
        place[row] = index;
        days.stated[row] = step === null ? null : day;
        days.harm[row] = before === null ? null : step === null ? before : day - before;
        one.total += points.count[row];
        last = Math.max(last, day, days.harm[row] ?? 0);
      }
    });
    return {
      ...points, rows: total, place, days, last,
      start: Date.UTC(...points.origin.split("-").map((part, at) => Number(part) - (at === 1))),
    };
  };

  recount.date = (data, day) => new Date(data.start + day * DAY);
  recount.iso = (data, day) => recount.date(data, day).toISOString().slice(0, 10);
  recount.dayOf = (data, iso) => Math.round((Date.parse(iso) - data.start) / DAY);
  recount.told = (date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  recount.month = (date) => `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  recount.count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  // Which rows the picks of the form let through: by effect, conflict and country.
  recount.passing = (data, picks) => {
    const effect = picks.effect ? data.effects.indexOf(picks.effect) : null;
    const conflict = picks.conflict ? data.conflicts.indexOf(picks.conflict) : null;
    const rows = new Uint8Array(data.rows);
    for (let row = 0; row < data.rows; row += 1) {
      rows[row] = (effect === null || data.effect[row] === effect)
        && (conflict === null || data.conflict[row] === conflict)
        && (!picks.country || (data.places[data.place[row]].country ?? "—") === picks.country) ? 1 : 0;
    }
    return rows;
  };

  // Claims of the days from `from` to `to`, by place and effect: `within` of them, `denied` by place, `dateless` left out.
  recount.tally = (data, passing, by, from, to) => {
    const effects = data.effects.length;
    const denies = data.modalities.indexOf("denied");
    const days = data.days[by];
    const found = {
      within: 0, dateless: 0, places: 0,
      count: new Int32Array(data.places.length), denied: new Int32Array(data.places.length),
      effect: new Int32Array(data.places.length * effects),
    };
    for (let row = 0; row < data.rows; row += 1) {
      if (!passing[row]) continue;
      const day = days[row];
      const count = data.count[row];
      if (day === null) { found.dateless += count; continue; }
      if (day < from || day > to) continue;
      const place = data.place[row];
      found.within += count;
      if (!found.count[place] && data.places[place].lat !== null) found.places += 1;
      found.count[place] += count;
      found.effect[place * effects + data.effect[row]] += count;
      if (data.modality[row] === denies) found.denied[place] += count;
    }
    return found;
  };

  // An element with attributes and children; text is always text.
  recount.make = (name, attributes = {}, ...children) => {
    const svg = ["svg", "g", "path", "circle", "text", "rect", "line", "title", "image", "defs", "clipPath"].includes(name);
    const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== null));
    return node;
  };
})();
