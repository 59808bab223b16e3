// The first page: what the store holds, who is named most, what came last.

import { get, kindOf } from "./data.js";
import { documentPage, element } from "./dom.js";
import { day, number, word } from "./language.js";
import { chip, entityLink, section } from "./parts.js";

const TILES = {
  NewsArticle: "documents", Person: "persons", Organization: "organisations", Place: "places",
  FundingInstrument: "programmes", Legislation: "laws", Event: "events", Amount: "amounts",
  Statement: "facts",
};

export async function homeView() {
  const [counts, actors, documents] = await Promise.all([
    get("counts"), get("actors"), get("documents"),
  ]);
  const found = Object.fromEntries(counts.map((row) => [row.class.replace(/^.*[/#]/, ""), row.count]));
  const tiles = Object.entries(TILES).map(([name, key]) => element("div", { class: "tile" },
    element("b", {}, number(found[name] ?? 0)), word(key)));
  return {
    title: word("home"),
    nodes: [
      element("h1", {}, "kg"),
      element("div", { class: "tiles" }, ...tiles),
      element("div", { class: "columns" },
        section(word("often"), element("ul", { class: "plain" }, ...actors.map(actor))),
        section(word("newest"), element("ul", { class: "plain" }, ...documents.slice(0, 12).map(item)))),
    ],
  };
}

const actor = (row) => element("li", {},
  entityLink(row.entity, row.name, row.class), " ", chip(word(kindOf(row.class))), " ",
  element("span", { class: "soft" }, `${number(row.mentions)} ${word("mentions")}`));

const item = (row) => element("li", {},
  element("a", { href: documentPage(row.document) }, row.title), " ",
  element("span", { class: "soft" }, [day(row.date), row.publisher].filter(Boolean).join(" · ")));
