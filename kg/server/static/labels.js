// Names that do not cover each other.

const FONT = "12px system-ui, sans-serif";
const HIGH = 15;
// So many of the largest nodes are named before all others.
const ALWAYS = 20;
const brush = document.createElement("canvas").getContext("2d");

/** Return the width of a text on the screen in pixels. */
export function widthOf(text, font = FONT) {
  brush.font = font;
  return brush.measureText(text).width;
}

/** Return a text that is not wider than so many pixels, cut with an ellipsis. */
export function fit(text, width, font = FONT) {
  if (widthOf(text, font) <= width) return text;
  let end = text.length;
  while (end > 1 && widthOf(`${text.slice(0, end)}…`, font) > width) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

/**
 * Choose a side for each name, or none where every side is taken.
 * Items: {x, y, radius, width, left}, most important first, in pixels of a frame {wide, high};
 * `corner` is how much of its upper right corner is covered. Returns for each {dx, dy, anchor}, or null.
 */
export function placeNames(items, frame, corner = [0, 0]) {
  const dots = items.map((item) => box(item.x - item.radius, item.y - item.radius, 2 * item.radius, 2 * item.radius));
  const taken = [box(frame.wide - corner[0], 0, ...corner)];
  return items.map((item, own) => {
    const open = sides(item).filter(({ room }) => inside(room, frame) && !taken.some((other) => meet(room, other)));
    const clear = open.find(({ room }) => !dots.some((dot, index) => index !== own && meet(room, dot)));
    // Who matters most is named even where small nodes lie under the name.
    const free = clear ?? (own < ALWAYS ? open[0] : undefined);
    if (!free) return null;
    taken.push(free.room);
    return free;
  });
}

function sides({ x, y, radius, width, left }) {
  const away = radius + 4;
  const right = side(away, 4, "start", box(x + away, y - HIGH / 2, width, HIGH));
  const leftward = side(-away, 4, "end", box(x - away - width, y - HIGH / 2, width, HIGH));
  const below = side(0, radius + 13, "middle", box(x - width / 2, y + radius + 2, width, HIGH));
  const above = side(0, -radius - 5, "middle", box(x - width / 2, y - radius - 2 - HIGH, width, HIGH));
  return left ? [leftward, below, above, right] : [right, below, above, leftward];
}

const side = (dx, dy, anchor, room) => ({ dx, dy, anchor, room });
const box = (x, y, wide, high) => ({ x, y, right: x + wide, bottom: y + high });
const meet = (a, b) => a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom;
const inside = (room, { wide, high }) => room.x >= 0 && room.y >= 0 && room.right <= wide && room.bottom <= high;
