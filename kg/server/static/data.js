// Asks the server.

/** Return the explorer's data; a refusal becomes an Error with the server's reason. */
export async function get(path, parameters = {}) {
  const filled = Object.entries(parameters).filter(([, value]) => value !== "");
  const query = new URLSearchParams(filled).toString();
  return (await checked(await fetch(`/api/${path}${query ? `?${query}` : ""}`))).json();
}

/** Ask the SPARQL endpoint and return its response in the wanted format. */
export async function sparql(text, accept) {
  const headers = { "content-type": "application/sparql-query", accept };
  return checked(await fetch("/sparql", { method: "POST", headers, body: text }));
}

async function checked(response) {
  if (!response.ok) throw new Error((await response.text()).trim());
  return response;
}

const KINDS = {
  Person: "person", Organization: "organisation", Place: "place", Facility: "facility",
  Event: "event", FundingInstrument: "programme", Project: "project", Legislation: "law",
  Topic: "topic", Role: "role",
};

/** Return the kind of an entity by its class: a key of the page's words. */
export const kindOf = (classIri) => KINDS[classIri.replace(/^.*[/#]/, "")] ?? "topic";

const COLOURED = new Set(["person", "organisation", "place", "programme", "event", "law"]);

/** Return the CSS class that gives a kind its colour. */
export const colourOf = (kind) => `t-${COLOURED.has(kind) ? kind : kind === "facility" ? "place" : "other"}`;

/** Return the modality behind its IRI, in small letters. */
export const modalityOf = (iri) => iri.replace(/^.*#/, "").toLowerCase();
