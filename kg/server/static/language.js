// German and English: the words of the page.

const WORDS = {
  de: {
    search: "Person, Organisation, Ort, Programm … suchen", home: "Start", documents: "Dokumente",
    money: "Geld", network: "Netzwerk", sparql: "SPARQL", skip: "Zum Inhalt", other: "English",
    nothing: "Nichts gefunden.", loading: "Wird geladen …", person: "Person",
    organisation: "Organisation", place: "Ort", programme: "Programm", event: "Ereignis",
    law: "Gesetz", project: "Projekt", facility: "Einrichtung", topic: "Thema", role: "Funktion",
    persons: "Personen", organisations: "Organisationen", places: "Orte", programmes: "Programme",
    events: "Ereignisse", laws: "Gesetze", amounts: "Beträge", facts: "Aussagen",
    mentions: "Erwähnungen", newest: "Neueste Dokumente", often: "Am häufigsten genannt",
    roles: "Funktionen", neighbours: "Verbindungen", company: "In denselben Sätzen",
    allFacts: "Aussagen mit Beleg", inDocuments: "In Dokumenten", alsoNamed: "Auch",
    linked: "in der Wissensbasis", new: "neu", ambiguous: "mehrdeutig", factual: "tatsächlich",
    planned: "geplant", demanded: "gefordert", possible: "möglich", negated: "verneint",
    reported: "berichtet", source: "Quelle", title: "Titel", date: "Datum", publisher: "Herausgeber",
    payer: "Wer", taker: "An wen / wofür", sum: "Betrag", kind: "Art", sentence: "Satz",
    filter: "Filtern", all: "alle", since: "von", until: "bis", least: "Mindestens … Aussagen",
    onlyFactual: "nur tatsächliche", types: "Arten", run: "Ausführen", examples: "Beispiele",
    choose: "Beispiel wählen …", rows: "Zeilen", download: "Herunterladen", seconds: "s",
    unknown: "ohne Datum", zoomIn: "Größer", zoomOut: "Kleiner", hint: "Ziehen verschiebt, das Rad vergrößert, Tabulator und Eingabe öffnen einen Knoten.",
    byPayer: "Summen nach Geber (EUR)", tooMuch: "Stärkste Verbindungen werden gezeigt.",
    parameters: "Werte hinter VALUES lassen sich ändern.", sinceWhen: "seit", asOf: "Stand",
  },
  en: {
    search: "Search a person, organisation, place, programme …", home: "Home",
    documents: "Documents", money: "Money", network: "Network", sparql: "SPARQL",
    skip: "Skip to content", other: "Deutsch", nothing: "Nothing found.", loading: "Loading …",
    person: "person", organisation: "organisation", place: "place", programme: "programme",
    event: "event", law: "law", project: "project", facility: "facility", topic: "topic",
    role: "role", persons: "Persons", organisations: "Organisations", places: "Places",
    programmes: "Programmes", events: "Events", laws: "Laws", amounts: "Amounts", facts: "Facts",
    mentions: "Mentions", newest: "Newest documents", often: "Most often named", roles: "Roles",
    neighbours: "Connections", company: "In the same sentences", allFacts: "Facts with evidence",
    inDocuments: "In documents", alsoNamed: "Also", linked: "in the knowledge base", new: "new",
    ambiguous: "ambiguous", factual: "factual", planned: "planned", demanded: "demanded",
    possible: "possible", negated: "negated", reported: "reported", source: "Source",
    title: "Title", date: "Date", publisher: "Publisher", payer: "Who", taker: "To whom / for what",
    sum: "Amount", kind: "Kind", sentence: "Sentence", filter: "Filter", all: "all", since: "from",
    until: "to", least: "At least … facts", onlyFactual: "factual only", types: "Types",
    run: "Run", examples: "Examples", choose: "Choose an example …", rows: "rows",
    download: "Download", seconds: "s", unknown: "undated", zoomIn: "Larger", zoomOut: "Smaller",
    hint: "Drag moves, the wheel zooms, Tab and Enter open a node.",
    byPayer: "Sums by payer (EUR)", tooMuch: "The strongest connections are shown.",
    parameters: "Values behind VALUES can be changed.", sinceWhen: "since", asOf: "as of",
  },
};
const PREDICATES = {
  memberOf: ["gehört an", "is member of"], holdsRole: ["hat die Funktion", "holds role"],
  affiliatedWith: ["arbeitet für", "is affiliated with"], partOf: ["ist Teil von", "is part of"],
  locatedIn: ["liegt in", "is located in"], participatesIn: ["nimmt teil an", "participates in"],
  organizes: ["veranstaltet", "organizes"], takesPlaceIn: ["findet statt in", "takes place in"],
  funds: ["finanziert", "funds"], receives: ["erhält Geld für", "receives money for"],
  costs: ["kostet", "costs"], owns: ["besitzt", "owns"],
  cooperatesWith: ["arbeitet zusammen mit", "cooperates with"],
  commissions: ["beauftragt", "commissions"], runs: ["verantwortet", "runs"],
  demands: ["fordert", "demands"], supports: ["unterstützt", "supports"],
  opposes: ["lehnt ab", "opposes"], meets: ["trifft", "meets"], about: ["handelt von", "is about"],
  succeeds: ["folgt auf", "succeeds"],
};

let chosen = read();

function read() {
  const kept = localStorage.getItem("kg-language");
  if (kept === "de" || kept === "en") return kept;
  return navigator.language.startsWith("de") ? "de" : "en";
}

/** Return a word of the page in the chosen language. */
export const word = (key) => WORDS[chosen][key] ?? key;

/** Return a predicate in words. */
export const predicateWord = (name) => PREDICATES[name]?.[chosen === "de" ? 0 : 1] ?? name;

export const language = () => chosen;

/** Switch between the two languages. */
export function switchLanguage() {
  chosen = chosen === "de" ? "en" : "de";
  localStorage.setItem("kg-language", chosen);
}

/** Return a number, a sum of money or a day as the language writes it. */
export const number = (value) => new Intl.NumberFormat(chosen).format(Number(value));
export const money = (value, currency) => `${number(value)} ${currency ?? ""}`.trim();
export const roundMoney = (value, currency) => `${new Intl.NumberFormat(chosen, {
  notation: "compact", maximumSignificantDigits: 3,
}).format(value)} ${currency}`;
export const day = (value) =>
  value ? new Intl.DateTimeFormat(chosen, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(value)) : "";
