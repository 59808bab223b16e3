// A document: its text with mentions and the sentence of a fact marked; and the list of all.

import { colourOf, get } from "./data.js";
import { documentPage, element, entityPage, local, outside } from "./dom.js";
import { day, number, predicateWord, word } from "./language.js";
import { modalityChip, section, sortable } from "./parts.js";

const LABELS = { PER: "person", ORG: "organisation", LOC: "place", PROG: "programme", EVENT: "event", LAW: "law" };

export async function documentView(iri, range = "") {
  const page = await get("document", { iri });
  const [start, end] = range.split("-").map(Number);
  // Offsets count code points, JavaScript's strings do not.
  const points = Array.from(page.text);
  const text = element("div", { class: "text", lang: page.language });
  const mark = (from, to) => text.replaceChildren(...marked(points, page.mentions, from, to));
  mark(start, end);
  const about = [day(page.date), page.publisher].filter(Boolean).join(" · ");
  return {
    title: page.title,
    nodes: [
      element("h1", { lang: page.language }, page.title),
      element("p", { class: "soft" }, about, about ? " · " : "", outside(page.url ?? page.source)),
      element("div", { class: "reading" },
        element("section", {}, text),
        element("aside", {}, section(word("facts"), factList(page.facts, iri, mark, text)))),
    ],
    shown: () => reveal(text),
  };
}

function factList(rows, iri, mark, text) {
  const facts = [...new Map(rows.toReversed().map((row) => [row.statement, row])).values()].toReversed();
  const buttons = facts.map((fact) => element("button", {
    type: "button", "aria-pressed": "false",
    click: (event) => {
      mark(Number(fact.start), Number(fact.end));
      history.replaceState(null, "", documentPage(iri, fact.start, fact.end));
      buttons.forEach((other) => other.setAttribute("aria-pressed", String(other === event.currentTarget)));
      reveal(text);
    },
  }, `${fact.subjectName} ${predicateWord(local(fact.predicate))} ${fact.objectName}`,
  fact.role ? ` (${fact.role})` : "", fact.wording ? ` · ${fact.wording}` : "", " ",
  modalityChip(fact.modality)));
  return buttons.length ? element("ul", { class: "plain" }, ...buttons.map((button) => element("li", {}, button)))
    : element("p", { class: "soft" }, word("nothing"));
}

function reveal(text) {
  const lit = text.querySelector(".lit");
  if (lit) lit.scrollIntoView({ block: "center" });
  else window.scrollTo(0, 0);
}

/** Cut the text at the borders of mentions and of the marked range. */
function marked(points, mentions, from, to) {
  const nodes = [];
  let cursor = 0;
  const plain = (end) => { nodes.push(...slices(points, cursor, end, from, to)); cursor = end; };
  for (const mention of mentions) {
    const [start, end] = [Number(mention.start), Number(mention.end)];
    if (start < cursor) continue;
    plain(start);
    nodes.push(mentionNode(mention, slices(points, start, end, from, to)));
    cursor = end;
  }
  plain(points.length);
  return nodes;
}

function mentionNode(mention, content) {
  const kind = LABELS[mention.label];
  const attributes = { class: `mention ${colourOf(kind ?? "other")}`, title: mention.name ?? mention.label };
  const inner = element("span", {}, ...content);
  return mention.name && kind
    ? element("a", { ...attributes, href: entityPage(mention.entity) }, inner)
    : element("span", attributes, inner);
}

function slices(points, start, end, from, to) {
  const borders = [start, ...[from, to].filter((at) => at > start && at < end), end];
  return borders.slice(1).map((stop, index) => {
    const [begin, text] = [borders[index], points.slice(borders[index], stop).join("")];
    return begin >= from && stop <= to ? element("span", { class: "lit" }, text) : document.createTextNode(text);
  });
}

export async function documentsView() {
  const place = element("section", { "aria-live": "polite" });
  let timer = 0;
  let turn = 0;
  const input = element("input", { type: "search", maxlength: 200, input: () => {
    clearTimeout(timer);
    timer = setTimeout(load, 200);
  } });
  async function load() {
    const mine = (turn += 1);
    const rows = await get("documents", { q: input.value });
    if (mine === turn) place.replaceChildren(...documentTable(rows));
  }
  await load();
  return {
    title: word("documents"),
    nodes: [
      element("h1", {}, word("documents")),
      element("div", { class: "filters" }, element("label", {}, word("titleHolds"), input)),
      place,
    ],
  };
}

function documentTable(rows) {
  if (!rows.length) return [element("p", { class: "soft" }, word("nothing"))];
  const columns = [
    { title: word("date"), cell: (row) => day(row.date) || word("unknown"), key: (row) => row.date ?? "" },
    { title: word("title"), cell: (row) => element("a", { href: documentPage(row.document) }, row.title), key: (row) => row.title },
    { title: word("publisher"), cell: (row) => row.publisher ?? "", key: (row) => row.publisher ?? "" },
  ];
  const note = rows.length === 500 ? [element("p", { class: "soft" }, `${number(500)}: ${word("most")}`)] : [];
  return [...note, ...sortable(columns, rows)];
}
