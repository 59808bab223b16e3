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
    unknown: "ohne Datum", zoomIn: "Größer", zoomOut: "Kleiner", zoomAll: "Alles zeigen",
    hint: "Ziehen verschiebt, das Rad vergrößert, Tabulator und Eingabe öffnen einen Knoten. Zeigen auf einen Knoten hebt seine Verbindungen hervor.",
    byPayer: "Summen nach Geber (EUR)", tooMuch: "Gezeigt werden die stärksten Verbindungen.",
    sinceWhen: "seit", untilWhen: "bis", asOf: "Stand",
    lead: "Wer mit wem, wie viel Geld, wofür, in welcher Funktion, seit wann – und der Satz, der es belegt.",
    questions: "Fragen an den Bestand", mention: "Erwähnung", fact: "Aussage", document: "Dokument",
    projects: "Projekte", facilities: "Einrichtungen", topics: "Themen", name: "Name",
    showAll: "Alle zeigen", connection: "Verbindung", connections: "Verbindungen", node: "Knoten", nodes: "Knoten",
    from: "Von", to: "Nach", relation: "Beziehung", ofThemFactual: "davon tatsächlich",
    strongest: "Stärkste Verbindungen", nameHolds: "Name enthält", titleHolds: "Titel oder Herausgeber enthält",
    wording: "im Text", only: "nur", most: "höchstens so viele werden gezeigt", row: "Zeile",
    noNetwork: "Keine Verbindungen für diese Auswahl.", alsoPairs: "auch einzelne Paare",
    pairLeft: "einzelnes Paar steht nur in der Tabelle.", pairsLeft: "einzelne Paare stehen nur in der Tabelle."
  },
  en: {
    search: "Search a person, organisation, place, programme …", home: "Home",
    documents: "Documents", money: "Money", network: "Network", sparql: "SPARQL",
    skip: "Skip to content", other: "Deutsch", nothing: "Nothing found.", loading: "Loading …",
    person: "person", organisation: "organisation", place: "place", programme: "programme",
    event: "event", law: "law", project: "project", facility: "facility", topic: "topic",
    role: "role", persons: "Persons", organisations: "Organisations", places: "Places",
    programmes: "Programmes", events: "Events", laws: "Laws", amounts: "Amounts", facts: "Facts",
    mentions: "mentions", newest: "Newest documents", often: "Most often named", roles: "Roles",
    neighbours: "Connections", company: "In the same sentences", allFacts: "Facts with evidence",
    inDocuments: "In documents", alsoNamed: "Also", linked: "in the knowledge base", new: "new",
    ambiguous: "ambiguous", factual: "factual", planned: "planned", demanded: "demanded",
    possible: "possible", negated: "negated", reported: "reported", source: "Source",
    title: "Title", date: "Date", publisher: "Publisher", payer: "Who", taker: "To whom / for what",
    sum: "Amount", kind: "Kind", sentence: "Sentence", filter: "Filter", all: "all", since: "from",
    until: "to", least: "At least … facts", onlyFactual: "factual only", types: "Types",
    run: "Run", examples: "Examples", choose: "Choose an example …", rows: "rows",
    download: "Download", seconds: "s", unknown: "undated", zoomIn: "Larger", zoomOut: "Smaller", zoomAll: "Show all",
    hint: "Drag moves, the wheel zooms, Tab and Enter open a node. Pointing at a node shows its connections.",
    byPayer: "Sums by payer (EUR)", tooMuch: "The strongest connections are shown.",
    sinceWhen: "since", untilWhen: "until", asOf: "as of",
    lead: "Who with whom, how much money, for what, in which role, since when – and the sentence that says so.",
    questions: "Ask the graph", mention: "mention", fact: "fact", document: "document",
    projects: "Projects", facilities: "Facilities", topics: "Topics", name: "Name",
    showAll: "Show all", connection: "connection", connections: "connections", node: "node", nodes: "nodes",
    from: "From", to: "To", relation: "Relation", ofThemFactual: "factual",
    strongest: "Strongest connections", nameHolds: "Name holds", titleHolds: "Title or publisher holds",
    wording: "in the text", only: "only", most: "at most so many are shown", row: "row",
    noNetwork: "No connections for this choice.", alsoPairs: "also lone pairs",
    pairLeft: "lone pair is only in the table.", pairsLeft: "lone pairs are only in the table."
  },
};
const PREDICATES = {
  memberOf: ["gehört zu", "belongs to"], holdsRole: ["hat die Funktion", "holds role"],
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

// What the shipped queries can be asked for.
const PARAMETERS = {
  name: ["Name", "Name"], a: ["Von", "From"], b: ["Nach", "To"], since: ["Ab dem Tag", "Since the day"],
  limit: ["Ab dem Betrag", "Amount of at least"], currency: ["Währung", "Currency"], below: ["Sicherheit unter", "Confidence below"],
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

/** Return a parameter of a shipped query in words. */
export const parameterWord = (name) => PARAMETERS[name]?.[chosen === "de" ? 0 : 1] ?? name;

/** Return a count with its word: "1 mention", "2 mentions". */
export const counted = (value, one, many) => `${number(value)} ${word(Number(value) === 1 ? one : many)}`;

export const language = () => chosen;

/** Switch between the two languages. */
export function switchLanguage() {
  chosen = chosen === "de" ? "en" : "de";
  localStorage.setItem("kg-language", chosen);
}

/** Return a number, a sum of money or a day as the language writes it. */
export const number = (value) => new Intl.NumberFormat(chosen).format(Number(value));
export const money = (value, currency) => `${number(value)} ${currency ?? ""}`.trim();
/** Return a sum as a person would say it: "6,5 Mrd. €"; with a code where there is no sign. */
export function roundMoney(value, currency) {
  const currencyStyle = /^[A-Z]{3}$/.test(currency ?? "") ? { style: "currency", currency } : {};
  return new Intl.NumberFormat(chosen, {
    notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: 2, ...currencyStyle,
  }).format(Number(value));
}
export const day = (value) =>
  value ? new Intl.DateTimeFormat(chosen, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(value)) : "";
