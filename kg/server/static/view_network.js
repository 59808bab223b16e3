// The network of statements, with filters by name, kind, time and strength.

import { colourOf, get, kindOf } from "./data.js";
import { element, entityPage, local } from "./dom.js";
import { drawNetwork } from "./graph.js";
import { counted, number, predicateWord, word } from "./language.js";
import { entityLink, section, sortable } from "./parts.js";

const KINDS = ["person", "organisation", "place", "programme", "event", "law", "project", "facility", "topic"];

export async function networkView() {
  const place = element("div", { "aria-live": "polite" });
  const field = (attributes) => element("input", { ...attributes, change: () => load() });
  const since = field({ type: "date" });
  const until = field({ type: "date" });
  const least = field({ type: "number", min: 1, value: 1 });
  const name = element("input", { type: "search", input: () => draw() });
  const factual = element("input", { type: "checkbox", change: () => draw() });
  const pairs = element("input", { type: "checkbox", change: () => draw() });
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
    const held = name.value.trim().toLowerCase();
    const shown = edges.filter((edge) => wanted.has(kindOf(edge.aClass)) && wanted.has(kindOf(edge.bClass))
      && (!factual.checked || Number(edge.factual) > 0)
      && `${edge.aName} ${edge.bName}`.toLowerCase().includes(held));
    place.replaceChildren(...picture(shown, pairs.checked));
  }
  await load();
  return {
    title: word("network"),
    nodes: [
      element("h1", {}, word("network")),
      element("div", { class: "filters" },
        element("label", {}, word("nameHolds"), name),
        element("label", {}, word("since"), since), element("label", {}, word("until"), until),
        element("label", {}, word("least"), least),
        element("label", { class: "check" }, factual, word("onlyFactual")),
        element("label", { class: "check" }, pairs, word("alsoPairs"))),
      element("div", { class: "filters", role: "group", "aria-label": word("types") },
        ...kinds.map(([kind, box]) => element("label", { class: "check" }, box,
          element("span", { class: `bullet ${colourOf(kind)}`, "aria-hidden": "true" }, "●"), word(kind)))),
      place,
    ],
  };
}

/** The picture and the table; pairs that nothing else is tied to are mostly left to the table. */
function picture(all, withPairs) {
  if (!all.length) return [element("p", { class: "soft" }, word("noNetwork"))];
  const near = neighbours(all);
  const larger = all.filter((edge) => !isPair(edge, near));
  const edges = withPairs || !larger.length ? all : larger;
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
  // The largest node is as large in a small store as in a large one.
  const most = Math.max(...[...nodes.values()].map((node) => node.degree), 20);
  const drawn = drawNetwork(
    [...nodes.values()].map((node) => ({
      ...node, colour: colourOf(node.kind), size: 3 + 11 * Math.sqrt(node.degree / most), href: entityPage(node.id),
    })).sort((a, b) => a.size - b.size),
    edges.map((edge) => ({
      a: edge.a, b: edge.b, strength: edge.strength,
      title: `${edge.aName} ${predicateWord(local(edge.predicate))} ${edge.bName} (${counted(edge.strength, "fact", "facts")})`,
    })),
  );
  const counts = `${counted(nodes.size, "node", "nodes")}, ${counted(edges.length, "connection", "connections")}`;
  const left = all.length > edges.length ? `${counted(all.length - edges.length, "pairLeft", "pairsLeft")} ` : "";
  return [drawn, element("p", { class: "soft" }, `${counts}. ${left}${word("tooMuch")} ${word("hint")}`), table(all)];
}

function neighbours(edges) {
  const near = new Map();
  const add = (one, other) => near.set(one, (near.get(one) ?? new Set()).add(other));
  for (const edge of edges) { add(edge.a, edge.b); add(edge.b, edge.a); }
  return near;
}

const isPair = (edge, near) => near.get(edge.a).size === 1 && near.get(edge.b).size === 1;

function table(edges) {
  const columns = [
    { title: word("from"), cell: (edge) => entityLink(edge.a, edge.aName, edge.aClass), key: (edge) => edge.aName },
    { title: word("relation"), cell: (edge) => predicateWord(local(edge.predicate)), key: (edge) => predicateWord(local(edge.predicate)) },
    { title: word("to"), cell: (edge) => entityLink(edge.b, edge.bName, edge.bClass), key: (edge) => edge.bName },
    { title: word("facts"), cell: (edge) => number(edge.strength), key: (edge) => Number(edge.strength), number: true },
    { title: word("ofThemFactual"), cell: (edge) => number(edge.factual), key: (edge) => Number(edge.factual), number: true },
  ];
  return section(word("strongest"), ...sortable(columns, edges, 20));
}
