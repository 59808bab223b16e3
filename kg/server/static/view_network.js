// The network of statements, with filters by kind, time and strength.

import { colourOf, get, kindOf } from "./data.js";
import { element, entityPage, local } from "./dom.js";
import { drawNetwork } from "./graph.js";
import { number, predicateWord, word } from "./language.js";

const KINDS = ["person", "organisation", "place", "programme", "event", "law", "project", "facility", "topic"];

export async function networkView() {
  const place = element("div", { "aria-live": "polite" });
  const field = (attributes) => element("input", { ...attributes, change: () => load() });
  const since = field({ type: "date" });
  const until = field({ type: "date" });
  const least = field({ type: "number", min: 1, value: 1 });
  const factual = element("input", { type: "checkbox", change: () => draw() });
  const kinds = KINDS.map((kind) => [kind, element("input", {
    type: "checkbox", checked: kind !== "topic", change: () => draw(),
  })]);
  let edges = [];
  async function load() {
    try {
      edges = await get("network", { since: since.value, until: until.value, least: least.value || "1" });
      draw();
    } catch (error) {
      place.replaceChildren(element("p", { class: "error", role: "alert" }, error.message));
    }
  }
  function draw() {
    const wanted = new Set(kinds.filter(([, box]) => box.checked).map(([kind]) => kind));
    const shown = edges.filter((edge) => wanted.has(kindOf(edge.aClass)) && wanted.has(kindOf(edge.bClass))
      && (!factual.checked || Number(edge.factual) > 0));
    place.replaceChildren(...picture(shown));
  }
  await load();
  return {
    title: word("network"),
    nodes: [
      element("h1", {}, word("network")),
      element("div", { class: "filters" },
        element("label", {}, word("since"), since), element("label", {}, word("until"), until),
        element("label", {}, word("least"), least),
        element("label", { class: "check" }, factual, word("onlyFactual")),
        ...kinds.map(([kind, box]) => element("label", { class: `check ${colourOf(kind)}` }, box, word(kind)))),
      place,
    ],
  };
}

function picture(edges) {
  if (!edges.length) return [element("p", { class: "soft" }, word("nothing"))];
  const nodes = new Map();
  const meet = (id, name, classIri, strength) => {
    const node = nodes.get(id) ?? { id, name, kind: kindOf(classIri), degree: 0 };
    node.degree += Number(strength);
    nodes.set(id, node);
  };
  for (const edge of edges) {
    meet(edge.a, edge.aName, edge.aClass, edge.strength);
    meet(edge.b, edge.bName, edge.bClass, edge.strength);
  }
  const drawn = drawNetwork(
    [...nodes.values()].map((node) => ({
      ...node, colour: colourOf(node.kind), size: Math.min(2.5 + 1.8 * Math.sqrt(node.degree), 16), href: entityPage(node.id),
    })).sort((a, b) => a.size - b.size),
    edges.map((edge) => ({
      a: edge.a, b: edge.b, strength: edge.strength,
      title: `${edge.aName} ${predicateWord(local(edge.predicate))} ${edge.bName} (${edge.strength})`,
    })),
  );
  return [drawn, element("p", { class: "soft" }, `${number(nodes.size)} / ${number(edges.length)} · ${word("tooMuch")}`)];
}
