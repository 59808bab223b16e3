// Pieces that several pages share.

import { colourOf, kindOf, modalityOf } from "./data.js";
import { documentPage, element, entityPage, local } from "./dom.js";
import { day, money, predicateWord, word } from "./language.js";

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

/** A sum as the text bounds it. */
export function sumText(row) {
  if (row.value) return money(row.value, row.currency);
  if (row.least && row.most) return `${money(row.least)} – ${money(row.most, row.currency)}`;
  return row.least ? `≥ ${money(row.least, row.currency)}` : row.most ? `≤ ${money(row.most, row.currency)}` : row.wording;
}

/** The number to compare and add a sum by: its value, or the bound that is stated. */
export const sumOf = (row) => Number(row.value ?? row.least ?? row.most ?? 0);

/**
 * A table whose columns sort on a click.
 * Columns: {title, cell(row), key(row), number}. Returns the table; `key` gives what is compared.
 */
export function sortable(columns, rows) {
  const body = element("tbody");
  const heads = columns.map((column, index) => element("th", { scope: "col" },
    column.key ? element("button", { type: "button", click: () => sort(index) }, column.title) : column.title));
  let order = [-1, 1];
  const show = (shown) => body.replaceChildren(...shown.map((row) => element("tr", {},
    ...columns.map((column) => element("td", { class: column.number ? "number" : "" }, column.cell(row))))));
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
  return element("div", { class: "scroll" },
    element("table", {}, element("thead", {}, element("tr", {}, ...heads)), body));
}

/** A file made in the browser. */
export function save(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
