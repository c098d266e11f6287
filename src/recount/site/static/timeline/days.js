// The timeline: claims by day, week or month in lanes, one scale for all; a window of days that is drawn, slid or played.
"use strict";
(() => {
  const recount = globalThis.recountTimeline;
  const { make } = recount;
  const LANE = 30;
  const TOP = 24;
  const MOST = 8;

  const unitOf = (chosen, last) => (chosen !== "auto" ? chosen : last < 120 ? "day" : last < 840 ? "week" : "month");

  // The first days of all bins, and the day after the last.
  const startsOf = (data, unit) => {
    if (unit === "day") return Array.from({ length: data.last + 2 }, (_, day) => day);
    const starts = [];
    if (unit === "week") {
      for (let day = -((recount.date(data, 0).getUTCDay() + 6) % 7); day <= data.last + 7; day += 7) starts.push(day);
      return starts;
    }
    const first = recount.date(data, 0);
    for (let month = 0; ; month += 1) {
      const day = Math.round((Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1) - data.start) / 86400000);
      starts.push(day);
      if (day > data.last) return starts;
    }
  };

  // Counts by lane and bin; the lanes that hold most come first, the rest are one.
  const binned = (data, passing, by, lanes, starts) => {
    const codes = data[lanes];
    const names = data[`${lanes}s`];
    const counts = names.map(() => new Int32Array(starts.length - 1));
    const bin = new Int32Array(data.last + 1);
    for (let at = 0, day = 0; day <= data.last; day += 1) {
      while (starts[at + 1] <= day) at += 1;
      bin[day] = at;
    }
    data.days[by].forEach((day, row) => {
      if (passing[row] && day !== null) counts[codes[row]][bin[day]] += data.count[row];
    });
    const sum = (bins) => bins.reduce((total, count) => total + count, 0);
    const found = names.map((name, at) => ({ name, bins: counts[at], total: sum(counts[at]) })).filter((lane) => lane.total);
    found.sort((a, b) => b.total - a.total);
    if (found.length <= MOST + 1) return found;
    const rest = found.splice(MOST);
    const bins = rest[0].bins.map((_, at) => rest.reduce((total, lane) => total + lane.bins[at], 0));
    return [...found, { name: `${rest.length} others`, bins, total: sum(bins) }];
  };

  // Draws into `host`; `view` has data, passing, by, from, to, lanes and unit, `slide(from, to)` is asked for a window.
  recount.days = (host, slide) => {
    let view = null;
    let drawn = null;
    let anchor = null;

    const draw = () => {
      const { data } = view;
      const width = Math.max(280, host.clientWidth);
      const narrow = width < 560;
      const left = narrow ? 2 : 136;
      const head = narrow ? 18 : 0;
      const unit = unitOf(view.unit, data.last);
      const starts = startsOf(data, unit);
      const lanes = binned(data, view.passing, view.by, view.lanes, starts);
      const height = TOP + lanes.length * (LANE + head) + 4;
      const first = starts[0];
      const end = starts[starts.length - 1];
      const x = (day) => left + ((day - first) / (end - first)) * (width - left - 4);
      const most = Math.max(1, ...lanes.map((lane) => Math.max(...lane.bins)));
      const svg = make("svg", { class: "days", width, height, viewBox: `0 0 ${width} ${height}`, role: "img" });
      svg.setAttribute("aria-label", `Claims by ${unit}, ${lanes.map((lane) => `${lane.name} ${lane.total}`).join(", ")}. The sliders choose days.`);
      const clip = make("rect", { y: 0, height });
      svg.append(make("defs", {}, make("clipPath", { id: "days-window" }, clip)));
      const window_ = make("rect", { class: "days-window", y: TOP - 4, height: height - TOP + 4 });
      svg.append(window_);
      ticks(data, starts, unit, width, left).forEach(([day, text]) => {
        const at = x(day);
        svg.append(make("line", { class: "tick", x1: at, x2: at, y1: TOP - 4, y2: height }));
        svg.append(make("text", { class: "tick-label", x: at, y: 14, "text-anchor": at < left + 20 ? "start" : at > width - 40 ? "end" : "middle" }, text));
      });
      lanes.forEach((lane, number) => {
        const top = TOP + number * (LANE + head);
        const floor = top + head + LANE;
        const bars = [...lane.bins].map((count, at) => {
          if (!count) return "";
          const wide = x(starts[at + 1]) - x(starts[at]);
          const high = Math.max(2, (count / most) * (LANE - 8));
          return `M${x(starts[at]).toFixed(1)},${floor}v${-high.toFixed(1)}h${Math.max(1, wide - (wide > 3 ? 1 : 0)).toFixed(1)}V${floor}Z`;
        }).join("");
        const group = make("g", { class: `lane ${view.lanes === "effect" ? `e-${lane.name}` : "plain"}` });
        group.append(
          make("path", { class: "bars-off", d: bars }),
          make("path", { class: "bars-of", d: bars, "clip-path": "url(#days-window)" }),
          make("line", { class: "rule", x1: 0, x2: width, y1: floor, y2: floor }),
          make("text", { class: "lane-label", x: 2, y: narrow ? top + 14 : floor - 9 }, shortened(lane.name, narrow ? 40 : 11)),
          make("text", { class: "tick-label", x: narrow ? width - 4 : left - 10, y: narrow ? top + 14 : floor - 9, "text-anchor": "end" }, lane.total.toLocaleString("en")),
        );
        if (lane.name.length > 11) group.append(make("title", {}, lane.name));
        svg.append(group);
      });
      const grips = [make("line", { class: "grip", y1: TOP - 6, y2: height }), make("line", { class: "grip", y1: TOP - 6, y2: height })];
      svg.append(...grips);
      listen(svg, (at) => first + ((at - left) / (width - left - 4)) * (end - first), starts);
      host.replaceChildren(svg);
      drawn = { x, clip, window_, grips, most, unit };
      move();
    };

    const move = () => {
      const { x, clip, window_, grips } = drawn;
      const from = x(view.from);
      const to = x(view.to + 1);
      for (const rect of [clip, window_]) {
        rect.setAttribute("x", from);
        rect.setAttribute("width", Math.max(1, to - from));
      }
      window_.classList.toggle("whole", view.from <= 0 && view.to >= view.data.last);
      [from, to].forEach((at, end) => { grips[end].setAttribute("x1", at); grips[end].setAttribute("x2", at); });
    };

    // A drag draws a window, near one of its ends it moves that end; a click takes the bin.
    const listen = (svg, dayAt, starts) => {
      const day = (event) => Math.max(0, Math.min(view.data.last, Math.floor(dayAt(event.clientX - svg.getBoundingClientRect().left))));
      svg.addEventListener("pointerdown", (event) => {
        if (event.button) return;
        const near = Math.abs(dayAt(10) - dayAt(0));
        const at = day(event);
        anchor = { day: at, other: at, moved: false };
        if (Math.abs(at - view.to) < near && (view.to < view.data.last || view.from > 0)) anchor.other = view.from;
        else if (Math.abs(at - view.from) < near && view.from > 0) anchor.other = view.to;
        svg.setPointerCapture(event.pointerId);
      });
      svg.addEventListener("pointermove", (event) => {
        if (!anchor) return;
        const at = day(event);
        if (at === anchor.day && !anchor.moved) return;
        anchor.moved = true;
        slide(Math.min(at, anchor.other), Math.max(at, anchor.other));
      });
      svg.addEventListener("pointerup", () => {
        if (anchor && !anchor.moved) {
          const bin = starts.findLastIndex((start) => start <= anchor.day);
          slide(Math.max(0, starts[bin]), Math.min(view.data.last, starts[bin + 1] - 1));
        }
        anchor = null;
      });
      svg.addEventListener("pointercancel", () => { anchor = null; });
    };

    new ResizeObserver(() => { if (view && Math.abs(host.clientWidth - (host.firstChild?.clientWidth ?? 0)) > 1) draw(); }).observe(host);
    return {
      show: (next) => {
        const same = drawn && view && ["data", "passing", "by", "lanes", "unit"].every((name) => view[name] === next[name]);
        view = next;
        if (same) move();
        else draw();
        return drawn;
      },
    };
  };

  const shortened = (name, most) => (name.length <= most ? name : `${name.slice(0, most - 1).trimEnd()}…`);

  // Bins that carry a label, no more than there is room for.
  const ticks = (data, starts, unit, width, left) => {
    const room = Math.max(2, Math.floor((width - left) / 112));
    const step = Math.max(1, Math.ceil((starts.length - 1) / room));
    return starts.slice(0, -1).flatMap((day, at) => {
      if (at % step) return [];
      const date = recount.date(data, day);
      return [[day, unit === "month" ? recount.month(date) : recount.told(date)]];
    });
  };
})();
