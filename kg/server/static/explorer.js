// The explorer: finds the page for the address, and keeps head and search.

import { colourOf, get, kindOf } from "./data.js";
import { element, entityPage } from "./dom.js";
import { language, number, switchLanguage, word } from "./language.js";
import { documentView, documentsView } from "./view_document.js";
import { entityView } from "./view_entity.js";
import { entitiesView, homeView } from "./view_home.js";
import { moneyView } from "./view_money.js";
import { networkView } from "./view_network.js";
import { sparqlView } from "./view_sparql.js";

const VIEWS = {
  "": homeView, entities: entitiesView, entity: entityView, document: documentView, documents: documentsView,
  money: moneyView, network: networkView, sparql: sparqlView,
};
const main = document.getElementById("main");
const input = document.getElementById("query");
const list = document.getElementById("suggestions");
let wanted = 0;

async function show() {
  const [name, ...rest] = location.hash.replace(/^#\/?/, "").split("/").map(decode);
  const turn = (wanted += 1);
  main.setAttribute("aria-busy", "true");
  main.replaceChildren(element("p", { class: "soft" }, word("loading")));
  let content;
  try {
    content = await (VIEWS[name] ?? homeView)(...rest);
  } catch (error) {
    content = { title: "kg", nodes: [element("p", { class: "error", role: "alert" }, error.message)] };
  }
  if (turn !== wanted) return;
  document.title = `${content.title} – kg`;
  main.replaceChildren(...content.nodes);
  main.setAttribute("aria-busy", "false");
  head(name);
  if (content.shown) content.shown();
  else { window.scrollTo(0, 0); main.focus({ preventScroll: true }); }
}

function decode(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

function head(current) {
  document.documentElement.lang = language();
  document.getElementById("skip").textContent = word("skip");
  document.getElementById("language").textContent = word("other");
  input.placeholder = word("search");
  input.setAttribute("aria-label", word("search"));
  const links = ["documents", "money", "network", "sparql"].map((name) => element("a", {
    href: `#/${name}`, "aria-current": current === name ? "page" : undefined,
  }, word(name)));
  document.getElementById("nav").replaceChildren(...links);
}

let timer = 0;
let asked = 0;

function suggest() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const turn = (asked += 1);
    const text = input.value.trim();
    let found = [];
    try { found = text ? await get("search", { q: text }) : []; } catch { found = []; }
    if (turn === asked) offer(found, text);
  }, 120);
}

function offer(found, text) {
  const items = found.map((row, index) => element("li", {
    role: "option", id: `option-${index}`, "aria-selected": "false", "data-href": entityPage(row.entity),
    pointerdown: (event) => { event.preventDefault(); go(row.entity); },
  }, element("span", {}, row.name),
  element("span", { class: `chip ${colourOf(kindOf(row.class))}` }, word(kindOf(row.class))),
  element("span", { class: "soft" }, number(row.mentions))));
  const none = text && !items.length ? [element("li", { class: "soft" }, word("nothing"))] : [];
  list.replaceChildren(...items, ...none);
  list.hidden = !text;
  input.setAttribute("aria-expanded", String(!list.hidden));
  input.removeAttribute("aria-activedescendant");
}

function go(entity) {
  close();
  input.value = "";
  location.hash = entityPage(entity);
}

function close() {
  asked += 1;
  clearTimeout(timer);
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
}

function steer(event) {
  const options = [...list.querySelectorAll("[role=option]")];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) {
    event.preventDefault();
    const next = options[(at + step + options.length) % options.length];
    options.forEach((option) => option.setAttribute("aria-selected", String(option === next)));
    input.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  }
  if (event.key === "Escape") close();
  if (event.key === "Enter" && options.length && !list.hidden) {
    const href = (options[at] ?? options[0]).dataset.href;
    close();
    input.value = "";
    location.hash = href;
  }
}

input.addEventListener("input", suggest);
input.addEventListener("keydown", steer);
input.addEventListener("blur", () => setTimeout(close, 150));
document.getElementById("search").addEventListener("submit", (event) => event.preventDefault());
document.getElementById("skip").addEventListener("click", (event) => { event.preventDefault(); main.focus(); });
document.getElementById("language").addEventListener("click", () => { switchLanguage(); show(); });
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
    event.preventDefault();
    input.focus();
  }
});
window.addEventListener("hashchange", show);
show();
