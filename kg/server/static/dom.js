// Makes elements. Text only ever becomes a text node, so that no name in a store can be markup.

const SVG = "http://www.w3.org/2000/svg";

/** Make an element: attributes by name, functions as listeners, children as nodes or texts. */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** Make an SVG element. */
export function drawing(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) {
      node.setAttribute(name, String(value));
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** Return a link to another site, or plain text where the address is not one of the web. */
export function outside(address, name = address) {
  return /^https?:\/\//.test(address)
    ? element("a", { href: address, rel: "noreferrer noopener", title: address }, name)
    : element("span", {}, address);
}

/** Return the address of an entity's or a document's page. */
export const entityPage = (iri) => `#/entity/${encodeURIComponent(iri)}`;
export const documentPage = (iri, start, end) =>
  `#/document/${encodeURIComponent(iri)}${start === undefined ? "" : `/${start}-${end}`}`;

/** Return the part of an IRI behind its namespace. */
export const local = (iri) => iri.replace(/^.*[/#]/, "");
