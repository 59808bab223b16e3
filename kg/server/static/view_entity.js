// An entity: its card, roles on a time line, connections, sums, facts with their sentences.

import { drawBars, drawTimeline } from "./charts.js";
import { colourOf, get, kindOf, modalityOf } from "./data.js";
import { documentPage, element, entityPage, local, outside } from "./dom.js";
import { drawNetwork } from "./graph.js";
import { counted, day, number, predicateWord, word } from "./language.js";
import { byStatement, chip, entityLink, factItem, plainList, section, some, sumOf } from "./parts.js";

export async function entityView(iri) {
  const page = await get("entity", { iri });
  const card = page.card[0];
  return {
    title: card.name,
    nodes: [
      ...cardNodes(card, page.card),
      element("div", { class: "columns" },
        ...optional(page.roles, word("roles"), () => roles(iri, page.roles)),
        ...sums(iri, page.facts),
        ...optional(page.facts.length || page.company.length, word("neighbours"), () => [around(iri, card, page)]),
        ...optional(page.company, word("company"), () => [companyList(page.company)])),
      ...optional(page.facts, word("allFacts"), () => [
        ...some(byStatement(page.facts).map(factItem), plainList)]),
      ...optional(page.documents, word("inDocuments"), () => documentList(page.documents)),
    ],
  };
}

const present = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
const optional = (value, title, make) => (present(value) ? [section(title, ...make())] : []);

function cardNodes(card, rows) {
  const values = (name) => [...new Set(rows.map((row) => row[name]).filter(Boolean))];
  const kind = kindOf(card.class);
  const others = values("other").filter((name) => name !== card.name);
  const dates = [card.start, card.end !== card.start ? card.end : ""].filter(Boolean).map(day).join(" – ");
  return [
    element("h1", {}, card.name),
    element("p", {}, chip(word(kind), colourOf(kind)), " ", chip(word(card.status ?? "new")), " ", dates),
    others.length ? element("p", { class: "soft" }, `${word("alsoNamed")}: ${others.join(", ")}`) : null,
    values("match").length ? element("p", { class: "soft links" }, ...values("match").map((match) => outside(match, register(match)))) : null,
  ].filter(Boolean);
}

const REGISTERS = {
  "www.wikidata.org": "Wikidata", "sws.geonames.org": "GeoNames", "publications.europa.eu": "EU Publications Office",
  "d-nb.info": "GND", "data.europa.eu": "EU",
};

/** What a record elsewhere is called: "Wikidata Q8880". */
function register(address) {
  const [host, ...path] = address.replace(/^https?:\/\//, "").split("/").filter(Boolean);
  return [REGISTERS[host] ?? host, path.at(-1)].filter(Boolean).join(" ");
}

function roles(iri, rows) {
  const label = (row) => [row.role, row.person === iri ? row.bodyName : row.personName].filter(Boolean).join(", ");
  const dated = rows.filter((row) => row.start ?? row.first).map((row) => ({
    label: label(row), first: row.start ?? row.first, last: row.end ?? row.last ?? row.start, open: !row.start,
  }));
  const other = (row) => (row.person !== iri ? entityLink(row.person, row.personName)
    : row.body ? entityLink(row.body, row.bodyName) : null);
  const items = rows.map((row) => element("li", {}, row.role, other(row) ? " · " : null, other(row),
    element("span", { class: "soft" }, when(row))));
  // One day alone is no time line; the list says it.
  const days = new Set(dated.flatMap((row) => [row.first, row.last]));
  return [days.size > 1 ? drawTimeline(dated.slice(0, 25)) : null, ...some(items, plainList, 15)].filter(Boolean);
}

function when(row) {
  const dates = [row.start ? `${word("sinceWhen")} ${day(row.start)}` : "", row.end ? `${word("untilWhen")} ${day(row.end)}` : ""];
  return dates.filter(Boolean).join(" ") || (row.last ? `${word("asOf")} ${day(row.last)}` : "");
}

/** Sums of the entity's facts by the other side, in the currency that is named most. */
function sums(iri, facts) {
  const paid = facts.filter((fact) => fact.currency && sumOf(fact) > 0);
  if (!paid.length) return [];
  const tally = new Map();
  for (const fact of paid) tally.set(fact.currency, (tally.get(fact.currency) ?? 0) + 1);
  const currency = [...tally].sort((a, b) => b[1] - a[1])[0][0];
  const rows = new Map();
  for (const fact of paid.filter((one) => one.currency === currency)) {
    const other = fact.subject === iri ? fact.objectName : fact.subjectName;
    const row = rows.get(other) ?? { label: other, parts: [] };
    row.parts.push({ value: sumOf(fact), modality: modalityOf(fact.modality) });
    rows.set(other, row);
  }
  return [section(word("amounts"), drawBars([...rows.values()].slice(0, 12), currency, 520))];
}

function around(iri, card, page) {
  const nodes = new Map([[iri, { id: iri, name: card.name, class: card.class, weight: 9 }]]);
  const edges = new Map();
  const tie = (other, name, classIri, title) => {
    if (other === iri || (nodes.size > 40 && !nodes.has(other))) return;
    nodes.set(other, nodes.get(other) ?? { id: other, name, class: classIri, weight: 6 });
    const edge = edges.get(other) ?? { a: iri, b: other, strength: 0, titles: new Set() };
    edge.strength += 1;
    edge.titles.add(title);
    edges.set(other, edge);
  };
  for (const fact of page.facts) {
    const title = predicateWord(local(fact.predicate));
    tie(fact.object, fact.objectName, fact.objectClass, title);
    tie(fact.subject, fact.subjectName, fact.subjectClass, title);
  }
  for (const row of page.company.slice(0, 15)) tie(row.other, row.name, row.class, word("company"));
  return drawNetwork(
    [...nodes.values()].map((node) => ({
      ...node, kind: kindOf(node.class), colour: colourOf(kindOf(node.class)), size: node.weight, href: entityPage(node.id),
    })),
    [...edges.values()].map((edge) => ({ ...edge, title: [...edge.titles].join(", ") })),
    { small: true },
  );
}

const companyList = (rows) => plainList(rows.slice(0, 15).map((row) => element("li", {},
  entityLink(row.other, row.name, row.class), " ", element("span", { class: "count" }, `× ${number(row.sentences)}`))));

const documentList = (rows) => some(rows.map((row) => element("li", {},
  element("a", { href: documentPage(row.document) }, row.title), " ",
  element("span", { class: "soft" },
    [day(row.date), row.publisher, counted(row.mentions, "mention", "mentions")].filter(Boolean).join(" · ")))), plainList, 15);
