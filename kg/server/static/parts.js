// Pieces that several pages share.

import { colourOf, kindOf, modalityOf } from "./data.js";
import { documentPage, element, entityPage, local } from "./dom.js";
import { day, money, number, predicateWord, roundMoney, word } from "./language.js";

const FIRST_ROWS = 100;

/** A link to an entity in the colour of its kind. */
export function entityLink(iri, name, classIri) {
  const colour = classIri ? colourOf(kindOf(classIri)) : "";
  return element("a", { href: entityPage(iri), class: colour }, name);
}

export const chip = (text, colour = "") => element("span", { class: `chip ${colour}` }, text);
export const modalityChip = (iri) => chip(word(modalityOf(iri)), `m-${modalityOf(iri)}`);

export const section = (title, ...content) => element("section", {}, element("h2", {}, title), ...content);

/** A fact in words, with each sentence that states it as a link into the text. */
export function factItem(sentences) {
  const fact = sentences[0];
  const role = fact.role ? ` (${fact.role})` : "";
  const sum = fact.wording ? ` · ${fact.wording}` : "";
  return element("li", {},
    entityLink(fact.subject, fact.subjectName, fact.subjectClass), " ",
    predicateWord(local(fact.predicate)), " ",
    entityLink(fact.object, fact.objectName, fact.objectClass), role, sum, " ",
    modalityChip(fact.modality),
    ...sentences.map((one) => element("blockquote", {},
      element("a", { href: documentPage(one.document, one.start, one.end) }, one.sentence))),
    element("span", { class: "soft" }, [day(fact.date), fact.title].filter(Boolean).join(" · ")));
}

/** A sum as the text bounds it, rounded; pointed at, it says the exact sum and the wording. */
export function sumNode(row) {
  return element("span", { title: `${sumText(row, money)} – ${word("wording")}: ${row.wording}` }, sumText(row, roundMoney));
}

function sumText(row, write) {
  if (row.value) return write(row.value, row.currency);
  if (row.least && row.most) return `${write(row.least, row.currency)} – ${write(row.most, row.currency)}`;
  return row.least ? `≥ ${write(row.least, row.currency)}` : row.most ? `≤ ${write(row.most, row.currency)}` : row.wording;
}

/** One list of rows per statement, in the order of the first: a statement can have many sentences. */
export function byStatement(rows) {
  const found = new Map();
  for (const row of rows) found.set(row.statement, [...(found.get(row.statement) ?? []), row]);
  return [...found.values()];
}

/** Nodes of which only the first are shown until a button is pressed. */
export function some(nodes, wrap, first = 25) {
  const list = wrap(nodes.slice(0, first));
  if (nodes.length <= first) return [list];
  const button = element("button", {
    type: "button", class: "more",
    click: () => { list.append(...nodes.slice(first)); button.remove(); },
  }, `${word("showAll")} (${number(nodes.length)})`);
  return [list, button];
}

export const plainList = (items) => element("ul", { class: "plain" }, ...items);

/** The number to compare and add a sum by: its value, or the bound that is stated. */
export const sumOf = (row) => Number(row.value ?? row.least ?? row.most ?? 0);

/**
 * A table whose columns sort on a click.
 * Columns: {title, cell(row), key(row), number, wide}; `key` gives what is compared. Returns the
 * table, of which only the first rows are drawn, and a button that draws the rest.
 */
export function sortable(columns, rows, first = FIRST_ROWS) {
  const body = element("tbody");
  const heads = columns.map((column, index) => element("th", { scope: "col", class: column.number ? "number" : "" },
    column.key ? element("button", { type: "button", click: () => sort(index) }, column.title) : column.title));
  let order = [-1, 1];
  const line = (row) => element("tr", {}, ...columns.map((column) => element("td", {
    class: [column.number ? "number" : "", column.wide ? "wide" : ""].join(" ").trim(), "data-title": column.title,
  }, column.cell(row))));
  const more = element("button", { type: "button", class: "more" });
  // A long table is drawn in part: on a phone a thousand rows take seconds.
  function show(shown) {
    body.replaceChildren(...shown.slice(0, first).map(line));
    more.hidden = shown.length <= first;
    more.textContent = `${word("showAll")} (${number(shown.length)})`;
    more.onclick = () => { body.append(...shown.slice(first).map(line)); more.hidden = true; };
  }
  function sort(index) {
    const up = order[0] === index ? -order[1] : columns[index].number ? -1 : 1;
    order = [index, up];
    heads.forEach((head, at) => head.setAttribute("aria-sort",
      at !== index ? "none" : up > 0 ? "ascending" : "descending"));
    const { key, number } = columns[index];
    const compare = number ? (a, b) => key(a) - key(b) : (a, b) => key(a).localeCompare(key(b));
    show([...rows].sort((a, b) => up * compare(a, b)));
  }
  show(rows);
  return [element("div", { class: "scroll" },
    element("table", { class: "cards" }, element("thead", {}, element("tr", {}, ...heads)), body)), more];
}

/** A file made in the browser. */
export function save(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
