// Bars and a time line as SVG.

import { drawing } from "./dom.js";
import { fit, widthOf } from "./labels.js";
import { day, money, roundMoney, word } from "./language.js";

/** Draw horizontal bars; rows: {label, parts: [{value, modality}], href}. The longest fills. */
export function drawBars(rows, currency, widest = 760) {
  const wide = Math.max(320, Math.min(widest, window.innerWidth - 60));
  const high = 28;
  const name = Math.min(Math.max(...rows.map((row) => widthOf(row.label))) + 12, wide * 0.42);
  const sums = Math.max(...rows.map((row) => widthOf(roundMoney(total(row), currency)))) + 12;
  const most = Math.max(...rows.map(total), 1);
  const svg = drawing("svg", {
    class: "chart", role: "img", viewBox: `0 0 ${wide} ${rows.length * high + 6}`,
    "aria-label": rows.map((row) => `${row.label}: ${money(total(row), currency)}`).join("; "),
  });
  rows.forEach((row, index) => {
    const y = index * high + 4;
    let x = name;
    svg.append(drawing("text", { x: name - 8, y: y + 16, "text-anchor": "end" }, fit(row.label, name - 12),
      drawing("title", {}, row.label)));
    for (const part of row.parts) {
      const width = Math.max((part.value / most) * (wide - name - sums), 2);
      svg.append(drawing("rect", {
        x, y, width, height: high - 10, rx: 3, fill: `var(--${part.modality})`,
      }, drawing("title", {}, `${word(part.modality)}: ${money(part.value, currency)}`)));
      x += width;
    }
    svg.append(drawing("text", { x: x + 6, y: y + 16, class: "soft" }, roundMoney(total(row), currency)));
  });
  return svg;
}

const total = (row) => row.parts.reduce((sum, part) => sum + part.value, 0);

/** Draw roles on a time line; rows: {label, first, last, open}, days as ISO dates. */
export function drawTimeline(rows) {
  const [wide, high] = [Math.max(280, Math.min(520, window.innerWidth - 60)), 36];
  const times = rows.flatMap((row) => [Date.parse(row.first), Date.parse(row.last)]);
  const margin = 86_400_000 * 120;
  const [from, to] = [Math.min(...times) - margin, Math.max(...times) + margin];
  const x = (time) => 20 + ((Date.parse(time) - from) / (to - from)) * (wide - 40);
  const height = rows.length * high + 28;
  const svg = drawing("svg", {
    class: "chart", role: "img", viewBox: `0 0 ${wide} ${height}`,
    "aria-label": rows.map((row) => `${row.label}: ${day(row.first)}`).join("; "),
  });
  for (const year of years(from, to)) {
    const place = x(`${year}-01-01`);
    svg.append(
      drawing("line", { x1: place, x2: place, y1: 0, y2: height - 18, stroke: "var(--line)" }),
      drawing("text", { x: place, y: height - 4, class: "soft", "text-anchor": "middle" }, String(year)));
  }
  rows.forEach((row, index) => {
    const y = index * high + 22;
    const [start, end] = [x(row.first), x(row.last)];
    const label = fit(row.label, wide - 4);
    // Where its end would be cut off, a name begins further left.
    const begin = Math.max(2, Math.min(start - 4, wide - widthOf(label) - 6));
    svg.append(
      drawing("rect", {
        x: start - 4, y, width: Math.max(end - start, 0) + 8, height: 8, rx: 4,
        fill: row.open ? "var(--soft)" : "var(--accent)",
      }, drawing("title", {}, `${row.label}: ${[...new Set([day(row.first), day(row.last)])].join(" – ")}`)),
      drawing("text", { x: begin, y: y - 5 }, label, drawing("title", {}, row.label)));
  });
  return svg;
}

function years(from, to) {
  const [first, last] = [new Date(from).getUTCFullYear() + 1, new Date(to).getUTCFullYear()];
  const step = Math.max(Math.ceil((last - first) / 10), 1);
  const found = [];
  for (let year = first; year <= last; year += step) found.push(year);
  return found;
}
