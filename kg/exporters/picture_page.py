"""A drawing as a web page of its own: pan, zoom, and the neighbours of what the pointer is on."""

from kg.exporters.columns import clean
from kg.exporters.xml import escape

_SCRIPT = """
const svg = document.querySelector("svg"), whole = svg.viewBox.baseVal;
const home = [whole.x, whole.y, whole.width, whole.height];
let drag = null;
const point = e => { const b = svg.getBoundingClientRect();
  return [whole.x + (e.clientX - b.left) / b.width * whole.width,
          whole.y + (e.clientY - b.top) / b.height * whole.height]; };
svg.addEventListener("wheel", e => { e.preventDefault();
  const k = e.deltaY > 0 ? 1.15 : 1 / 1.15, [x, y] = point(e);
  whole.x = x - (x - whole.x) * k; whole.y = y - (y - whole.y) * k;
  whole.width *= k; whole.height *= k; }, {passive: false});
svg.addEventListener("pointerdown", e => { drag = point(e); });
svg.addEventListener("pointermove", e => { if (!drag) return; const [x, y] = point(e);
  whole.x += drag[0] - x; whole.y += drag[1] - y; });
window.addEventListener("pointerup", () => { drag = null; });
svg.addEventListener("dblclick", () => {
  [whole.x, whole.y, whole.width, whole.height] = home; });
for (const node of svg.querySelectorAll("[data-node]")) {
  const mine = svg.querySelectorAll(".e" + node.dataset.node);
  node.addEventListener("pointerenter", () => { svg.classList.add("dim");
    mine.forEach(edge => edge.classList.add("lit")); });
  node.addEventListener("pointerleave", () => { svg.classList.remove("dim");
    mine.forEach(edge => edge.classList.remove("lit")); });
}
"""
_STYLE = """
body { margin: 0; background: #fff; font-family: system-ui, sans-serif; color: #1f2933; }
svg { display: block; width: 100vw; height: calc(100vh - 2.2rem); cursor: grab; }
svg.dim .edges path { opacity: .15; } svg.dim .edges path.lit { opacity: 1; stroke: #1f2933; }
p { margin: .4rem 1rem; font-size: .85rem; color: #52606d; }
"""


def page(svg: str, title: str) -> str:
    """Return an HTML page with the drawing inside; it loads nothing from anywhere."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n"
        f"<title>{escape(clean(title))}</title><style>{_STYLE}</style></head><body>\n{svg}"
        "<p>Wheel to zoom, drag to move, double click to reset; rest on a thing to read it.</p>\n"
        f"<script>{_SCRIPT}</script></body></html>\n"
    )
