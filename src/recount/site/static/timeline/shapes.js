// The mark of each effect, told apart by shape as by colour; where effects are mixed, a ring that they share.
"use strict";
(() => {
  const recount = globalThis.recountTimeline;
  const round = (number) => Math.round(number * 100) / 100;
  const corners = (number, turn, r) => `M${Array.from({ length: number }, (_, at) => {
    const angle = turn + (2 * Math.PI * at) / number;
    return `${round(r * Math.cos(angle))},${round(r * Math.sin(angle))}`;
  }).join("L")}Z`;
  const sized = (number, r) => r * Math.sqrt((2 * Math.PI) / (number * Math.sin((2 * Math.PI) / number)));
  const regular = (number, turn) => (r) => corners(number, turn, sized(number, r));
  const disc = (r) => `M${-r},0a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;
  const up = -Math.PI / 2;
  const star = (r) => `M${Array.from({ length: 10 }, (_, at) => {
    const reach = at % 2 ? r * 0.75 : r * 1.45;
    return `${round(reach * Math.cos(up + (Math.PI * at) / 5))},${round(reach * Math.sin(up + (Math.PI * at) / 5))}`;
  }).join("L")}Z`;
  const plus = (r) => {
    const a = r * 0.4;
    const b = r * 1.18;
    return `M${-a},${-b}H${a}V${-a}H${b}V${a}H${a}V${b}H${-a}V${a}H${-b}V${-a}H${-a}Z`;
  };
  const SHAPES = {
    killed: disc, injured: plus, destroyed: regular(4, Math.PI / 4), captured: regular(4, 0), casualties: regular(6, up),
    bodies: regular(3, -up), displaced: regular(3, up), missing: regular(5, up), affected: star,
  };

  // An SVG path around (0, 0) whose area is that of a circle of that radius, or near it.
  recount.shape = (effect, r) => (SHAPES[effect] ?? disc)(round(r));

  // The pieces of a ring in the proportion of `parts`: [effect, count].
  recount.ring = (parts, r, inner) => {
    const total = parts.reduce((sum, [, count]) => sum + count, 0);
    let angle = up;
    return parts.map(([effect, count]) => {
      const end = angle + (2 * Math.PI * count) / total;
      const at = (reach, turn) => `${round(reach * Math.cos(turn))},${round(reach * Math.sin(turn))}`;
      const large = end - angle > Math.PI ? 1 : 0;
      const d = `M${at(r, angle)}A${r},${r} 0 ${large} 1 ${at(r, end)}L${at(inner, end)}A${inner},${inner} 0 ${large} 0 ${at(inner, angle)}Z`;
      angle = end;
      return [effect, d];
    });
  };

  recount.key = (effect, size = 14) => {
    const svg = recount.make("svg", { class: `key e-${effect}`, width: size, height: size, viewBox: "-7 -7 14 14", "aria-hidden": "true" });
    svg.append(recount.make("path", { class: "mark-shape", d: recount.shape(effect, 4.6) }));
    return svg;
  };
})();
