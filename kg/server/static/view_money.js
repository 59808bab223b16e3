// Money: who gives how much to whom, planned or factual.

import { drawBars } from "./charts.js";
import { get, modalityOf } from "./data.js";
import { documentPage, element, local } from "./dom.js";
import { day, predicateWord, word } from "./language.js";
import { byStatement, entityLink, modalityChip, save, section, sortable, sumNode, sumOf } from "./parts.js";

const MODALITIES = ["factual", "planned", "demanded", "possible", "reported", "negated"];

export async function moneyView() {
  const all = await get("money");
  const text = element("input", { type: "search", input: () => show() });
  const mode = element("select", { change: () => show() },
    element("option", { value: "" }, word("all")),
    ...MODALITIES.map((name) => element("option", { value: name }, word(name))));
  const place = element("div");
  const chosen = () => all.filter((row) => (!mode.value || modalityOf(row.modality) === mode.value)
    && `${row.payerName} ${row.takerName} ${row.purpose ?? ""} ${row.sentence}`.toLowerCase().includes(text.value.toLowerCase()));
  function show() {
    const rows = chosen();
    place.replaceChildren(chart(rows), table(rows));
  }
  show();
  return {
    title: word("money"),
    nodes: [
      element("h1", {}, word("money")),
      element("div", { class: "filters" },
        element("label", {}, word("filter"), text), element("label", {}, word("kind"), mode),
        element("button", { type: "button", click: () => save("money.csv", csv(chosen()), "text/csv") }, `${word("download")} (CSV)`)),
      place,
    ],
  };
}

function chart(rows) {
  const payers = new Map();
  const seen = new Set();
  for (const row of rows.filter((one) => one.currency === "EUR" && local(one.predicate) === "funds")) {
    // One flow that several sentences or documents state is one flow.
    const key = [row.payer, row.taker, sumOf(row), row.modality].join(" ");
    if (seen.has(key)) continue;
    seen.add(key);
    const payer = payers.get(row.payer) ?? { label: row.payerName, parts: [], total: 0 };
    payer.parts.push({ value: sumOf(row), modality: modalityOf(row.modality) });
    payer.total += sumOf(row);
    payers.set(row.payer, payer);
  }
  const top = [...payers.values()].sort((a, b) => b.total - a.total).slice(0, 12);
  for (const payer of top) payer.parts = merged(payer.parts);
  const used = new Set(top.flatMap((payer) => payer.parts.map((part) => part.modality)));
  return top.length ? section(word("byPayer"), legend(used), drawBars(top, "EUR")) : element("div");
}

/** One part per modality, so that many small sums are one bar. */
const merged = (parts) => MODALITIES.map((modality) => ({
  modality, value: parts.filter((part) => part.modality === modality).reduce((sum, part) => sum + part.value, 0),
})).filter((part) => part.value > 0);

const legend = (used) => element("p", { class: "soft legend" }, ...MODALITIES.filter((name) => used.has(name)).map((name) =>
  element("span", { class: `m-${name}` }, "■ ", word(name))));

function table(rows) {
  const columns = [
    { title: word("sum"), cell: ([row]) => sumNode(row), key: ([row]) => sumOf(row), number: true },
    { title: word("payer"), cell: ([row]) => entityLink(row.payer, row.payerName), key: ([row]) => row.payerName },
    { title: word("taker"), cell: ([row]) => flow(row), key: ([row]) => row.takerName },
    { title: word("kind"), cell: ([row]) => modalityChip(row.modality), key: ([row]) => word(modalityOf(row.modality)) },
    { title: word("date"), cell: ([row]) => day(row.date), key: ([row]) => row.date ?? "" },
    { title: word("sentence"), cell: evidence, wide: true },
  ];
  return element("section", {}, ...(rows.length ? sortable(columns, byStatement(rows))
    : [element("p", { class: "soft" }, word("nothing"))]));
}

const flow = (row) => element("span", {},
  element("span", { class: "soft" }, `${predicateWord(local(row.predicate))} `), entityLink(row.taker, row.takerName));

const evidence = (rows) => element("span", {}, ...rows.map((row) => element("a", {
  class: "quote", href: documentPage(row.document, row.start, row.end),
}, row.sentence)));

function csv(rows) {
  const names = ["payerName", "predicate", "takerName", "value", "least", "most", "currency", "modality", "date", "sentence", "title"];
  // A cell that a spreadsheet would take for a formula is made text.
  const cell = (value = "") => `"${(/^[=+\-@\t]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
  return [names.join(","), ...rows.map((row) => names.map((name) => cell(row[name])).join(","))].join("\r\n");
}
