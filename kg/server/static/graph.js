// A network as SVG: a small force layout without chance, so that the same data look the same.

import { drawing, element } from "./dom.js";
import { word } from "./language.js";

const STEPS = 260;
// The names of more nodes than this are shown only when they are large, pointed at or zoomed to.
const READABLE = 45;

/**
 * Draw a network. Nodes: {id, name, kind, colour, size, href}; edges: {a, b, strength, title}.
 * Nodes are links, so that Tab and Enter reach them; drag pans or moves, the wheel zooms.
 */
export function drawNetwork(nodes, edges, { small = false } = {}) {
  const places = layout(nodes, edges);
  const view = frame(places, small ? 1.2 : 2);
  const svg = drawing("svg", {
    class: small ? "network small" : "network", role: "group", "aria-label": word("network"),
    viewBox: view.join(" "), preserveAspectRatio: "xMidYMid meet",
  });
  const lines = edges.map((edge) => line(edge, places));
  const dots = nodes.map((node) => dot(node, places.get(node.id), nodes.length > READABLE));
  svg.append(...lines.map(([, shape]) => shape), ...dots);
  nodes.forEach((node, index) => connect(svg, node, dots[index], places, lines, dots, nodes));
  steer(svg, view);
  // Names and nodes keep their size on the screen, whatever the zoom.
  new ResizeObserver(() => rescale(svg, view)).observe(svg);
  const buttons = element("div", { class: "row" },
    element("button", { type: "button", click: () => zoom(svg, view, 0.8) }, word("zoomIn")),
    element("button", { type: "button", click: () => zoom(svg, view, 1.25) }, word("zoomOut")),
    element("span", { class: "soft" }, word("hint")));
  return element("div", {}, svg, buttons);
}

function line(edge, places) {
  const [a, b] = [places.get(edge.a), places.get(edge.b)];
  const width = Math.min(1 + Math.log2(1 + Number(edge.strength)), 7);
  const shape = drawing("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, "stroke-width": width },
    drawing("title", {}, edge.title));
  return [edge, shape];
}

function dot(node, place, crowded) {
  const name = node.name.length > 34 ? `${node.name.slice(0, 33)}…` : node.name;
  const minor = crowded && node.size < 7.5 ? " minor" : "";
  return drawing("a", {
    href: node.href, class: `${node.colour}${minor}`, transform: `translate(${place.x},${place.y})`,
    "aria-label": `${node.name} (${word(node.kind)})`,
  }, drawing("g", { class: "sized" }, drawing("circle", { r: node.size }),
    drawing("text", { x: node.size + 3, y: 4 }, name)), drawing("title", {}, node.name));
}

function layout(nodes, edges) {
  const places = new Map(nodes.map((node, index) => {
    const [angle, radius] = [index * 2.39996, 14 * Math.sqrt(index + 1)];
    return [node.id, { x: radius * Math.cos(angle), y: radius * Math.sin(angle), dx: 0, dy: 0 }];
  }));
  const points = [...places.values()];
  const ideal = nodes.length > READABLE ? 42 : 90;
  const gravity = nodes.length > READABLE ? 0.03 : 0.012;
  for (let step = 0; step < STEPS; step += 1) {
    const heat = 12 * (1 - step / STEPS) + 0.2;
    repel(points, ideal);
    for (const edge of edges) attract(places.get(edge.a), places.get(edge.b), ideal);
    for (const point of points) move(point, heat, gravity);
  }
  return places;
}

function repel(points, ideal) {
  for (let i = 0; i < points.length; i += 1) {
    for (let j = i + 1; j < points.length; j += 1) {
      const [a, b] = [points[i], points[j]];
      const [x, y] = [a.x - b.x, a.y - b.y];
      const force = (ideal * ideal) / Math.max(x * x + y * y, 25);
      a.dx += x * force * 0.05; a.dy += y * force * 0.05;
      b.dx -= x * force * 0.05; b.dy -= y * force * 0.05;
    }
  }
}

function attract(a, b, ideal) {
  const [x, y] = [b.x - a.x, b.y - a.y];
  const pull = (Math.hypot(x, y) / ideal) * 0.06;
  a.dx += x * pull; a.dy += y * pull;
  b.dx -= x * pull; b.dy -= y * pull;
}

function move(point, heat, gravity) {
  point.dx -= point.x * gravity; point.dy -= point.y * gravity;
  const length = Math.hypot(point.dx, point.dy) || 1;
  const step = Math.min(length, heat) / length;
  point.x += point.dx * step; point.y += point.dy * step;
  point.dx = 0; point.dy = 0;
}

function frame(places, shape) {
  const xs = [...places.values()].map((place) => place.x);
  const ys = [...places.values()].map((place) => place.y);
  const [left, top] = [Math.min(...xs, 0) - 40, Math.min(...ys, 0) - 30];
  const [wide, high] = [Math.max(...xs, 0) + 140 - left, Math.max(...ys, 0) + 30 - top];
  const width = Math.max(wide, high * shape);
  return [left - (width - wide) / 2, top, width, Math.max(high, wide / shape)];
}

function rescale(svg, view) {
  const scale = Math.max(view[2] / (svg.clientWidth || 1), view[3] / (svg.clientHeight || 1));
  svg.style.setProperty("--scale", scale);
  svg.classList.toggle("far", scale > 0.55);
}

function connect(svg, node, shape, places, lines, dots, nodes) {
  const near = new Set([node.id]);
  for (const [edge] of lines) {
    if (edge.a === node.id) near.add(edge.b);
    if (edge.b === node.id) near.add(edge.a);
  }
  const light = (on) => () => {
    for (const [edge, drawn] of lines) {
      const mine = edge.a === node.id || edge.b === node.id;
      drawn.classList.toggle("lit", on && mine);
      drawn.classList.toggle("dim", on && !mine);
    }
    dots.forEach((other, index) => other.classList.toggle("dim", on && !near.has(nodes[index].id)));
  };
  for (const event of ["pointerenter", "focus"]) shape.addEventListener(event, light(true));
  for (const event of ["pointerleave", "blur"]) shape.addEventListener(event, light(false));
  drag(svg, node, shape, places, lines);
}

function drag(svg, node, shape, places, lines) {
  let moved = false;
  shape.addEventListener("dragstart", (event) => event.preventDefault());
  shape.addEventListener("pointerdown", (event) => {
    event.stopPropagation();
    moved = false;
    const follow = (to) => {
      const scale = svg.getScreenCTM().inverse();
      const at = new DOMPoint(to.clientX, to.clientY).matrixTransform(scale);
      if (Math.hypot(to.clientX - event.clientX, to.clientY - event.clientY) > 4) moved = true;
      if (!moved) return;
      Object.assign(places.get(node.id), { x: at.x, y: at.y });
      shape.setAttribute("transform", `translate(${at.x},${at.y})`);
      for (const [edge, drawn] of lines) {
        if (edge.a === node.id) { drawn.setAttribute("x1", at.x); drawn.setAttribute("y1", at.y); }
        if (edge.b === node.id) { drawn.setAttribute("x2", at.x); drawn.setAttribute("y2", at.y); }
      }
    };
    const end = () => {
      window.removeEventListener("pointermove", follow);
      window.removeEventListener("pointerup", end);
    };
    window.addEventListener("pointermove", follow);
    window.addEventListener("pointerup", end);
  });
  shape.addEventListener("click", (event) => { if (moved) event.preventDefault(); });
}

function steer(svg, view) {
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(svg, view, event.deltaY > 0 ? 1.12 : 0.89);
  }, { passive: false });
  svg.addEventListener("pointerdown", (event) => {
    let from = event;
    const follow = (to) => {
      const scale = view[2] / svg.clientWidth;
      view[0] -= (to.clientX - from.clientX) * scale;
      view[1] -= (to.clientY - from.clientY) * scale;
      from = to;
      svg.setAttribute("viewBox", view.join(" "));
    };
    const end = () => {
      window.removeEventListener("pointermove", follow);
      window.removeEventListener("pointerup", end);
    };
    window.addEventListener("pointermove", follow);
    window.addEventListener("pointerup", end);
  });
}

function zoom(svg, view, factor) {
  const [x, y] = [view[0] + view[2] / 2, view[1] + view[3] / 2];
  view[2] *= factor; view[3] *= factor;
  view[0] = x - view[2] / 2; view[1] = y - view[3] / 2;
  svg.setAttribute("viewBox", view.join(" "));
  rescale(svg, view);
}
