// Where the nodes of a network go. No chance is in it, so that the same data look the same.

const STEPS = 260;
const IDEAL = 74;

/**
 * Place nodes: each connected part for itself by forces, then the parts beside each other, largest
 * first, in rows as wide as fits the shape (width by height). `reserve` is the room for a name.
 * Returns a Map from id to {x, y, left}; `left` says that a name stands better on that side.
 */
export function layout(nodes, edges, shape, reserve) {
  const parts = components(nodes, edges).map((part) => arranged(part, reserve));
  parts.sort((a, b) => b.nodes.length - a.nodes.length || b.high - a.high);
  pack(parts, shape);
  return new Map(parts.flatMap((part) => part.nodes.map((node, index) => {
    const point = part.points[index];
    return [node.id, { x: part.x + point.x, y: part.y + point.y, left: point.left }];
  })));
}

function components(nodes, edges) {
  const near = new Map(nodes.map((node) => [node.id, []]));
  for (const edge of edges) { near.get(edge.a).push(edge.b); near.get(edge.b).push(edge.a); }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const seen = new Set();
  const parts = [];
  for (const node of nodes) {
    if (seen.has(node.id)) continue;
    const waiting = [node.id];
    const ids = [];
    seen.add(node.id);
    while (waiting.length) {
      const id = waiting.pop();
      ids.push(id);
      for (const next of near.get(id)) if (!seen.has(next)) { seen.add(next); waiting.push(next); }
    }
    const mine = new Set(ids);
    parts.push({ nodes: ids.map((id) => byId.get(id)), edges: edges.filter((edge) => mine.has(edge.a)) });
  }
  return parts;
}

/** Lay out one part; its corner is (0, 0), its size includes room for names. */
function arranged(part, reserve) {
  const index = new Map(part.nodes.map((node, at) => [node.id, at]));
  const ties = part.edges.map((edge) => [index.get(edge.a), index.get(edge.b)]);
  const points = part.nodes.length === 2 ? [point(0, 0), point(14, 34)] : forced(part.nodes.length, ties);
  for (const [a, b] of ties) {
    points[a].pull += points[b].x - points[a].x;
    points[b].pull += points[a].x - points[b].x;
  }
  const [left, top] = [Math.min(...points.map((one) => one.x)), Math.min(...points.map((one) => one.y))];
  const crowd = part.nodes.length > 2;
  for (const one of points) {
    one.x += (crowd ? reserve / 2 : 16) - left;
    one.y += 20 - top;
    one.left = crowd && one.pull > 1;
  }
  return {
    ...part, points,
    wide: Math.max(...points.map((one) => one.x)) + (crowd ? reserve / 2 : reserve),
    high: Math.max(...points.map((one) => one.y)) + 20,
  };
}

const point = (x, y) => ({ x, y, dx: 0, dy: 0, pull: 0, left: false });

function forced(count, ties) {
  const points = Array.from({ length: count }, (_, at) => {
    const [angle, radius] = [at * 2.39996, 18 * Math.sqrt(at)];
    return point(radius * Math.cos(angle), radius * Math.sin(angle));
  });
  // Large networks get fewer rounds: each compares all pairs.
  const steps = Math.max(60, Math.min(STEPS, Math.round(24_000 / Math.max(count, 1))));
  for (let step = 0; step < steps; step += 1) {
    repel(points);
    for (const [a, b] of ties) attract(points[a], points[b]);
    for (const one of points) move(one, 14 * (1 - step / steps) + 0.2);
  }
  return points;
}

function repel(points) {
  for (let i = 0; i < points.length; i += 1) {
    for (let j = i + 1; j < points.length; j += 1) {
      const [a, b] = [points[i], points[j]];
      const [x, y] = [a.x - b.x, a.y - b.y];
      const force = (IDEAL * IDEAL * 0.05) / Math.max(x * x + y * y, 25);
      a.dx += x * force; a.dy += y * force;
      b.dx -= x * force; b.dy -= y * force;
    }
  }
}

function attract(a, b) {
  const [x, y] = [b.x - a.x, b.y - a.y];
  const pull = (Math.hypot(x, y) / IDEAL) * 0.06;
  a.dx += x * pull; a.dy += y * pull;
  b.dx -= x * pull; b.dy -= y * pull;
}

function move(one, heat) {
  // A pull to the middle, a little stronger from above and below: names are wide.
  one.dx -= one.x * 0.01; one.dy -= one.y * 0.014;
  const length = Math.hypot(one.dx, one.dy) || 1;
  const step = Math.min(length, heat) / length;
  one.x += one.dx * step; one.y += one.dy * step;
  one.dx = 0; one.dy = 0;
}

/** Put parts into rows: each goes to the row's end, or below the last where there is room. */
function pack(parts, shape) {
  const area = parts.reduce((sum, part) => sum + part.wide * part.high, 0);
  const width = Math.max(Math.sqrt(area * shape) * 1.04, ...parts.map((part) => part.wide));
  let [x, top, high] = [0, 0, 0];
  let column = { x: 0, y: 0, wide: 0 };
  for (const part of parts) {
    if (column.wide >= part.wide && column.y + part.high <= top + high) {
      Object.assign(part, { x: column.x, y: column.y });
      column.y += part.high;
      continue;
    }
    if (x + part.wide > width && x > 0) { top += high; x = 0; high = 0; }
    Object.assign(part, { x, y: top });
    column = { x, y: top + part.high, wide: part.wide };
    x += part.wide;
    high = Math.max(high, part.high);
  }
}
