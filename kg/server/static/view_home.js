// The first page: what the store holds, who is named most, what came last, what can be asked.
// And the list of all entities of a type.

import { get, kindOf } from "./data.js";
import { documentPage, element } from "./dom.js";
import { counted, day, language, number, word } from "./language.js";
import { entityLink, plainList, section, some } from "./parts.js";

const TILES = {
  NewsArticle: ["documents", "#/documents"], Person: ["persons"], Organization: ["organisations"],
  Place: ["places"], FundingInstrument: ["programmes"], Legislation: ["laws"], Event: ["events"],
  Amount: ["amounts", "#/money"], Statement: ["facts", "#/network"],
};
const LISTS = {
  ...Object.fromEntries(Object.entries(TILES).map(([name, [key]]) => [name, key])),
  Project: "projects", Facility: "facilities", Topic: "topics",
};
const QUESTIONS = ["top-actors", "money-by-funder", "planned-and-factual", "office-changes", "new-facts", "positions"];

export async function homeView() {
  const [counts, actors, documents, queries] = await Promise.all([
    get("counts"), get("actors"), get("documents"), get("queries"),
  ]);
  const found = Object.fromEntries(counts.map((row) => [row.class.replace(/^.*[/#]/, ""), row.count]));
  const tiles = Object.entries(TILES).map(([name, [key, address]]) => element("a", {
    class: "tile", href: address ?? `#/entities/${name}`,
  }, element("b", {}, number(found[name] ?? 0)), word(key)));
  return {
    title: word("home"),
    nodes: [
      element("h1", {}, "kg"),
      element("p", { class: "lead" }, word("lead")),
      element("div", { class: "tiles" }, ...tiles),
      element("div", { class: "columns" },
        section(word("often"), plainList(actors.map(actor))),
        section(word("newest"), plainList(documents.slice(0, 10).map(item)),
          element("p", {}, element("a", { href: "#/documents" }, `${word("showAll")} →`))),
        section(word("questions"), plainList(queries.filter((query) => QUESTIONS.includes(query.name)).map(question)),
          element("p", {}, element("a", { href: "#/sparql" }, "SPARQL →")))),
    ],
  };
}

export async function entitiesView(type) {
  const rows = await get("entities", { type });
  const input = element("input", { type: "search", input: () => show() });
  const place = element("section");
  function show() {
    const wanted = input.value.trim().toLowerCase();
    const shown = rows.filter((row) => row.name.toLowerCase().includes(wanted));
    place.replaceChildren(...(shown.length ? some(shown.map(actor), plainList, 100)
      : [element("p", { class: "soft" }, word("nothing"))]));
  }
  show();
  const title = word(LISTS[type] ?? "name");
  return {
    title,
    nodes: [
      element("h1", {}, title),
      element("div", { class: "filters" }, element("label", {}, word("nameHolds"), input)),
      rows.length === 500 ? element("p", { class: "soft" }, `${number(500)}: ${word("most")}`) : null,
      place,
    ].filter(Boolean),
  };
}

const actor = (row) => element("li", { class: "line" },
  entityLink(row.entity, row.name, row.class),
  element("span", { class: "soft" },
    `${counted(row.mentions, "mention", "mentions")} · ${word(kindOf(row.class))}`));

const item = (row) => element("li", {},
  element("a", { href: documentPage(row.document) }, row.title), " ",
  element("span", { class: "soft" }, [day(row.date), row.publisher].filter(Boolean).join(" · ")));

function question(query) {
  const [, head, more] = /^([^:;]+)[:;]?\s*(.*)$/.exec(language() === "de" ? query.german : query.title);
  return element("li", {}, element("a", { href: `#/sparql/${query.name}` }, head), " ", element("span", { class: "soft" }, more));
}
