// A page for SPARQL: examples, the answer as a table, and as a file.

import { get, sparql } from "./data.js";
import { documentPage, element, entityPage } from "./dom.js";
import { language, number, word } from "./language.js";
import { save } from "./parts.js";

const FORMATS = {
  json: "application/sparql-results+json", csv: "text/csv", tsv: "text/tab-separated-values",
  xml: "application/sparql-results+xml", ttl: "text/turtle", jsonld: "application/ld+json",
};
const FIRST = `SELECT ?person ?name WHERE {
  ?person a schema:Person ; skos:prefLabel ?name .
} ORDER BY ?name LIMIT 50`;

export async function sparqlView() {
  const queries = await get("queries");
  const editor = element("textarea", { spellcheck: "false", "aria-label": "SPARQL" });
  editor.value = FIRST;
  const result = element("div", { "aria-live": "polite" });
  const about = element("p", { class: "soft" });
  const examples = element("select", {
    "aria-label": word("examples"),
    change: () => {
      const query = queries.find((one) => one.name === examples.value);
      if (!query) return;
      editor.value = query.text.trim();
      about.textContent = [query.title, query.parameters.length ? word("parameters") : ""].filter(Boolean).join(" · ");
      run();
    },
  }, element("option", { value: "" }, word("choose")),
  ...queries.map((query) => element("option", { value: query.name }, `${query.name} – ${query.title}`)));
  const format = element("select", { "aria-label": word("download") },
    ...Object.keys(FORMATS).map((name) => element("option", {}, name)));
  const attempt = (action) => async () => {
    try { await action(); } catch (error) {
      result.replaceChildren(element("p", { class: "error", role: "alert" }, error.message));
    }
  };
  const run = attempt(async () => {
    const started = performance.now();
    const accept = `${FORMATS.json}, ${FORMATS.ttl};q=0.5`;
    const response = await sparql(editor.value, accept);
    const text = await response.text();
    const took = ((performance.now() - started) / 1000).toLocaleString(language(), { maximumFractionDigits: 2 });
    result.replaceChildren(...answer(response.headers.get("content-type"), text, took));
  });
  const download = attempt(async () => {
    const response = await sparql(editor.value, FORMATS[format.value]);
    save(`kg.${format.value}`, await response.blob(), FORMATS[format.value]);
  });
  editor.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
  });
  return {
    title: word("sparql"),
    nodes: [
      element("h1", {}, "SPARQL"),
      element("section", {},
        element("div", { class: "row" }, examples), about, editor,
        element("div", { class: "row" },
          element("button", { type: "button", class: "primary", id: "run", click: run }, word("run"), " (Ctrl+↵)"),
          format, element("button", { type: "button", id: "download", click: download }, word("download")))),
      result,
    ],
    shown: run,
  };
}

function answer(type, text, took) {
  if (!type.includes("json")) return [element("section", {}, element("pre", { class: "scroll" }, text))];
  const data = JSON.parse(text);
  if ("boolean" in data) return [element("section", {}, element("b", {}, String(data.boolean)))];
  const { vars } = data.head;
  const rows = data.results.bindings;
  return [element("section", {},
    element("p", { class: "soft" }, `${number(rows.length)} ${word("rows")} · ${took} ${word("seconds")}`),
    element("div", { class: "scroll" }, element("table", {},
      element("thead", {}, element("tr", {}, ...vars.map((name) => element("th", { scope: "col" }, name)))),
      element("tbody", {}, ...rows.slice(0, 2000).map((row) =>
        element("tr", {}, ...vars.map((name) => element("td", {}, cell(row[name])))))))))];
}

function cell(term) {
  if (!term) return "";
  if (term.type !== "uri") return term.value;
  if (/\/id\/doc\/[^/#]+$/.test(term.value)) return element("a", { href: documentPage(term.value) }, term.value);
  return element("a", { href: entityPage(term.value) }, term.value);
}
