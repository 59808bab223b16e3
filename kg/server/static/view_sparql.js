// A page for SPARQL: examples with their values, the answer as a table, and as a file.

import { get, sparql } from "./data.js";
import { documentPage, element, entityPage } from "./dom.js";
import { counted, language, parameterWord, word } from "./language.js";
import { save, some } from "./parts.js";

const FORMATS = {
  json: "application/sparql-results+json", csv: "text/csv", tsv: "text/tab-separated-values",
  xml: "application/sparql-results+xml", ttl: "text/turtle", jsonld: "application/ld+json",
};
const FIRST = `SELECT ?person ?name WHERE {
  ?person a schema:Person ; skos:prefLabel ?name .
} ORDER BY ?name LIMIT 50`;
const FIELDS = { date: { type: "date" }, number: { type: "number", step: "any" }, name: { type: "text" }, text: { type: "text" } };

export async function sparqlView(asked = "") {
  const queries = await get("queries");
  const editor = element("textarea", { spellcheck: "false", "aria-label": "SPARQL" });
  const result = element("div", { "aria-live": "polite" });
  const values = element("form", { class: "filters", submit: (event) => { event.preventDefault(); fillIn(); } });
  const title = (query) => (language() === "de" ? query.german : query.title);
  const examples = element("select", { "aria-label": word("examples"), change: () => choose() },
    element("option", { value: "" }, word("choose")),
    ...queries.map((query) => element("option", { value: query.name }, title(query))));
  const chosen = () => queries.find((query) => query.name === examples.value);
  const attempt = (action) => async () => {
    try { await action(); } catch (error) {
      result.replaceChildren(element("p", { class: "error", role: "alert" }, error.message));
    }
  };
  const run = attempt(async () => {
    const started = performance.now();
    result.setAttribute("aria-busy", "true");
    try {
      const response = await sparql(editor.value, `${FORMATS.json}, ${FORMATS.ttl};q=0.5`);
      const text = await response.text();
      const took = ((performance.now() - started) / 1000).toLocaleString(language(), { maximumFractionDigits: 2 });
      result.replaceChildren(...answer(response.headers.get("content-type"), text, took));
    } finally { result.removeAttribute("aria-busy"); }
  });
  const fillIn = attempt(async () => {
    const given = Object.fromEntries([...values.querySelectorAll("input")].map((input) => [input.name, input.value]));
    editor.value = (await get(`query/${chosen().name}/text`, given)).text.trim();
    await run();
  });
  function choose() {
    const query = chosen();
    if (!query) { values.replaceChildren(); return; }
    editor.value = query.text.trim();
    history.replaceState(null, "", `#/sparql/${query.name}`);
    const fields = query.parameters.map((one) => element("label", { title: one.about }, parameterWord(one.name),
      element("input", { name: one.name, value: one.default, ...FIELDS[one.kind] })));
    values.replaceChildren(...fields, ...(fields.length ? [element("button", {}, word("run"))] : []));
    run();
  }
  const format = element("select", { "aria-label": word("download") },
    ...Object.keys(FORMATS).map((name) => element("option", {}, name)));
  const download = attempt(async () => {
    const response = await sparql(editor.value, FORMATS[format.value]);
    save(`kg.${format.value}`, await response.blob(), FORMATS[format.value]);
  });
  editor.value = FIRST;
  editor.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
  });
  examples.value = queries.some((query) => query.name === asked) ? asked : "";
  return {
    title: word("sparql"),
    nodes: [
      element("h1", {}, "SPARQL"),
      element("section", {},
        element("div", { class: "row" }, examples), values, editor,
        element("div", { class: "row" },
          element("button", { type: "button", class: "primary", id: "run", click: run }, word("run"), " (", element("kbd", {}, "Ctrl+↵"), ")"),
          format, element("button", { type: "button", id: "download", click: download }, word("download")))),
      result,
    ],
    shown: () => (examples.value ? choose() : run()),
  };
}

function answer(type, text, took) {
  if (!type.includes("json")) return [element("section", {}, element("pre", { class: "scroll" }, text))];
  const data = JSON.parse(text);
  if ("boolean" in data) return [element("section", {}, element("b", {}, String(data.boolean)))];
  const { vars } = data.head;
  const rows = data.results.bindings;
  const heads = vars.map((name) => element("th", { scope: "col" }, name.replaceAll("_", " ")));
  const lines = rows.map((row) => element("tr", {}, ...vars.map((name) => cell(row[name]))));
  const [body, ...more] = some(lines, (shown) => element("tbody", {}, ...shown), 200);
  return [element("section", {},
    element("p", { class: "soft" }, `${counted(rows.length, "row", "rows")} · ${took} ${word("seconds")}`),
    element("div", { class: "scroll" }, element("table", {}, element("thead", {}, element("tr", {}, ...heads)), body)), ...more)];
}

function cell(term) {
  if (!term) return element("td");
  if (term.type !== "uri") return element("td", { class: /#(integer|decimal|double)$/.test(term.datatype ?? "") ? "number" : "" }, term.value);
  const address = /\/id\/doc\/[^/#]+$/.test(term.value) ? documentPage(term.value) : entityPage(term.value);
  return element("td", {}, element("a", { href: address, title: term.value }, short(term.value)));
}

/** An IRI without what all of them begin with: "person/anna-birkenbach-…"; pointed at, it is whole. */
const short = (iri) => iri.replace(/^https:\/\/kg\.example\/(id\/)?/, "").replace(/^https?:\/\//, "");
