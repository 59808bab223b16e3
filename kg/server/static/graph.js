// A network as SVG that can be moved, zoomed and walked through by keyboard.

import { drawing, element } from "./dom.js";
import { fit, placeNames, widthOf } from "./labels.js";
import { word } from "./language.js";
import { layout } from "./layout.js";

const LONGEST_NAME = 190;
// Room for the buttons in the corner, in pixels.
const BUTTONS = [130, 46];

/**
 * Draw a network. Nodes: {id, name, kind, colour, size, href}; edges: {a, b, strength, title}.
 * Nodes are links, so that Tab and Enter reach them; drag pans or moves, the wheel zooms.
 */
export function drawNetwork(nodes, edges, { small = false } = {}) {
  const narrow = window.innerWidth < 700;
  const shape = narrow ? 0.75 : small ? 1.3 : 1.9;
  const places = layout(nodes, edges, shape, Math.min(LONGEST_NAME, narrow ? 110 : 150));
  const svg = drawing("svg", {
    class: small ? "network small" : "network", role: "group", "aria-label": word("network"),
    preserveAspectRatio: "xMidYMid meet",
  });
  const lines = edges.map((edge) => line(edge, places));
  const dots = nodes.map((node) => dot(node, places.get(node.id)));
  svg.append(...lines.map(([, shape_]) => shape_), ...dots);
  const net = { svg, nodes, places, lines, dots, small, view: [0, 0, 1, 1], size: "" };
  nodes.forEach((node, index) => connect(net, node, dots[index]));
  steer(net);
  // Names and nodes keep their size on the screen, whatever the zoom.
  new ResizeObserver(() => show(net)).observe(svg);
  return element("div", { class: "net" }, svg, buttons(net));
}

function buttons(net) {
  const button = (text, label, click) => element("button", { type: "button", "aria-label": label, title: label, click }, text);
  return element("div", { class: "zoom" },
    button("+", word("zoomIn"), () => zoom(net, 0.75)),
    button("−", word("zoomOut"), () => zoom(net, 1.33)),
    button("⤢", word("zoomAll"), () => { whole(net); refresh(net); }));
}

function line(edge, places) {
  const [a, b] = [places.get(edge.a), places.get(edge.b)];
  const width = Math.min(1 + Math.log2(1 + Number(edge.strength)), 7);
  const shape = drawing("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, "stroke-width": width },
    drawing("title", {}, edge.title));
  return [edge, shape];
}

function dot(node, place) {
  return drawing("a", {
    href: node.href, class: node.colour, transform: `translate(${place.x},${place.y})`,
    "aria-label": `${node.name} (${word(node.kind)})`,
  }, drawing("g", { class: "sized" }, drawing("circle", { r: node.size }),
    drawing("text", { x: node.size + 4, y: 4 }, fit(node.name, LONGEST_NAME))), drawing("title", {}, node.name));
}

/** Show the whole network when its frame is new or has another shape, else only keep the sizes. */
function show(net) {
  const size = `${net.svg.clientWidth} ${net.svg.clientHeight}`;
  if (size === net.size || !net.svg.clientWidth) return;
  net.size = size;
  whole(net);
  refresh(net);
}

function whole(net) {
  const { svg, places } = net;
  const all = [...places.values()];
  const [xs, ys] = [all.map((place) => place.x), all.map((place) => place.y)];
  const side = net.nodes.length > 40 ? 60 : LONGEST_NAME * 0.6;
  const [left, top] = [Math.min(...xs) - side, Math.min(...ys) - 26];
  const [wide, high] = [Math.max(...xs) + side - left, Math.max(...ys) + 26 - top];
  // Not larger than life: three nodes need not fill the frame.
  const scale = Math.max(wide / svg.clientWidth, high / svg.clientHeight, 0.8);
  const [width, height] = [scale * svg.clientWidth, scale * svg.clientHeight];
  net.view = [left - (width - wide) / 2, top - (height - high) / 2, width, height];
}

function refresh(net) {
  const { svg, view, places, dots, nodes } = net;
  svg.setAttribute("viewBox", view.join(" "));
  const scale = view[2] / svg.clientWidth;
  svg.style.setProperty("--scale", scale);
  const order = nodes.map((_, index) => index).sort((a, b) => nodes[b].size - nodes[a].size || a - b);
  const items = order.map((index) => {
    const { x, y, left } = places.get(nodes[index].id);
    const width = widthOf(dots[index].querySelector("text").textContent);
    return { x: (x - view[0]) / scale, y: (y - view[1]) / scale, radius: nodes[index].size, width, left };
  });
  placeNames(items, { wide: svg.clientWidth, high: svg.clientHeight }, BUTTONS).forEach((side, at) => {
    const [shape, text] = [dots[order[at]], dots[order[at]].querySelector("text")];
    shape.classList.toggle("unnamed", !side);
    text.setAttribute("x", side ? side.dx : items[at].radius + 4);
    text.setAttribute("y", side ? side.dy : 4);
    text.setAttribute("text-anchor", side ? side.anchor : "start");
  });
}

function connect(net, node, shape) {
  const near = new Set([node.id]);
  for (const [edge] of net.lines) {
    if (edge.a === node.id) near.add(edge.b);
    if (edge.b === node.id) near.add(edge.a);
  }
  const light = (on) => () => {
    for (const [edge, drawn] of net.lines) {
      const mine = edge.a === node.id || edge.b === node.id;
      drawn.classList.toggle("lit", on && mine);
      drawn.classList.toggle("dim", on && !mine);
    }
    net.dots.forEach((other, index) => {
      const close = near.has(net.nodes[index].id);
      other.classList.toggle("dim", on && !close);
      other.classList.toggle("near", on && close);
    });
  };
  for (const event of ["pointerenter", "focus"]) shape.addEventListener(event, light(true));
  for (const event of ["pointerleave", "blur"]) shape.addEventListener(event, light(false));
  drag(net, node, shape);
}

/** Call `moved` with each move of a pressed pointer, and `ended` when it is let go. */
function follow(start, moved, ended = () => {}) {
  const move = (event) => { if (event.pointerId === start.pointerId) moved(event); };
  const end = (event) => {
    if (event.pointerId !== start.pointerId) return;
    window.removeEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) window.removeEventListener(name, end);
    ended();
  };
  window.addEventListener("pointermove", move);
  for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, end);
}

function drag(net, node, shape) {
  let moved = false;
  shape.addEventListener("dragstart", (event) => event.preventDefault());
  shape.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.pointerType === "touch") return;  // a finger scrolls, and a tap opens
    event.stopPropagation();
    follow(event, (to) => {
      if (Math.hypot(to.clientX - event.clientX, to.clientY - event.clientY) > 4) moved = true;
      if (moved) put(net, node, shape, to);
    }, () => { if (moved) refresh(net); });
  });
  shape.addEventListener("click", (event) => { if (moved) event.preventDefault(); });
}

function put(net, node, shape, to) {
  const at = new DOMPoint(to.clientX, to.clientY).matrixTransform(net.svg.getScreenCTM().inverse());
  Object.assign(net.places.get(node.id), { x: at.x, y: at.y });
  shape.setAttribute("transform", `translate(${at.x},${at.y})`);
  for (const [edge, drawn] of net.lines) {
    if (edge.a === node.id) { drawn.setAttribute("x1", at.x); drawn.setAttribute("y1", at.y); }
    if (edge.b === node.id) { drawn.setAttribute("x2", at.x); drawn.setAttribute("y2", at.y); }
  }
}

function steer(net) {
  const { svg } = net;
  svg.addEventListener("wheel", (event) => {
    // Over a small picture the wheel scrolls the page, as the reader expects; a pinch zooms.
    if (net.small && !event.ctrlKey) return;
    event.preventDefault();
    const frame = svg.getBoundingClientRect();
    zoom(net, event.deltaY > 0 ? 1.12 : 0.89,
      (event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height);
  }, { passive: false });
  svg.addEventListener("pointerdown", (event) => {
    let from = event;
    follow(event, (to) => {
      const scale = net.view[2] / svg.clientWidth;
      net.view[0] -= (to.clientX - from.clientX) * scale;
      net.view[1] -= (to.clientY - from.clientY) * scale;
      from = to;
      svg.setAttribute("viewBox", net.view.join(" "));
    }, () => { if (from !== event) refresh(net); });
  });
}

/** Zoom so that the point at these parts of the width and height stays where it is. */
function zoom(net, factor, across = 0.5, down = 0.5) {
  const { view } = net;
  view[0] += view[2] * (1 - factor) * across;
  view[1] += view[3] * (1 - factor) * down;
  view[2] *= factor; view[3] *= factor;
  refresh(net);
}
