// The results as the search page shows them: what was understood, the list, the facets, and what to do with nothing.

import { addressOf, switched } from "./state.mjs";
import { counted, element, factsOf, filled, marked, sign } from "./parts.mjs";

/** Show one result. */
export function resultItem(result) {
  const [title, url] = result.attachment || [];
  return element("li", { class: "result" },
    element("h2", { class: "result-title" }, element("a", { href: result.url }, marked(result.title, result.titleMarks))),
    element("p", { class: "entry-facts" }, factsOf(result).map((fact) => element("span", {}, fact))),
    title ? element("p", { class: "result-attachment" }, sign("📎 "), element("a", { href: url }, title)) : "",
    result.excerpt ? element("p", { class: "result-excerpt" }, marked(result.excerpt, result.marks)) : "");
}

/** Show the list: what is found, and behind it what is only near. */
export function resultList(results, text) {
  const found = results.filter((one) => !one.near), near = results.filter((one) => one.near);
  const list = (some) => element("ol", { class: "results" }, some.map(resultItem));
  return [
    found.length ? list(found) : "",
    near.length ? element("h2", { class: "results-near" }, found.length ? text.near : text.nearest) : "",
    near.length ? list(near) : "",
  ];
}

/** Show what was understood, and the chosen facets: each a chip that takes it away. */
export async function chips(state, answer, labels, text, go) {
  const chip = (facet, label, after) => element("li", {}, element("button", {
    type: "button", class: "chip", "aria-label": filled(text.remove, { name: label }), onclick: () => go(after),
  }, element("span", {}, `${text.facets[facet]}: ${label}`), sign(" ✕")));
  const understood = answer.understood.map(({ facet, label }) => chip(facet, label, { ...state, free: [...state.free, facet] }));
  const filters = Object.entries(state.filters).flatMap(([facet, values]) => values.map((value) => [facet, value]));
  const chosen = await Promise.all(filters.map(async ([facet, value]) => chip(facet, await labels(facet, value), switched(state, facet, value))));
  return [
    understood.length ? element("div", { class: "understood" }, element("span", {}, text.understood), element("ul", { class: "chips" }, understood)) : "",
    chosen.length ? element("div", { class: "understood" }, element("span", {}, text.chosen), element("ul", { class: "chips" }, chosen)) : "",
  ];
}

/** Show the facets with their counts, the values that are chosen or found: the first few, and the rest when asked for. */
export function facetBoxes(state, facets, opened, text, go, few) {
  return Object.entries(facets).flatMap(([facet, values]) => {
    const chosen = state.filters[facet] || [];
    const offered = values.filter(({ value, count }) => count || chosen.includes(value));
    if (offered.length < 2 && !chosen.length) return [];
    const box = ({ value, label, count }) => element("label", { class: "facet-value" },
      element("input", { type: "checkbox", value, checked: chosen.includes(value), "data-facet": facet, onchange: () => go(switched(state, facet, value)) }),
      element("span", {}, label), element("span", { class: "count" }, ` ${counted(count)}`));
    const first = offered.slice(0, few), rest = offered.slice(few);
    const open = opened.has(facet) || rest.some(({ value }) => chosen.includes(value));
    return [element("fieldset", { class: "facet" }, element("legend", {}, text.facets[facet]), first.map(box),
      rest.length ? element("details", { open, "data-of": facet }, element("summary", {}, filled(text.more_values, { count: rest.length })), rest.map(box)) : "")];
  });
}

/** Say what to do where nothing is found: which words to leave out, what there is nothing of. */
export function emptyState(state, answer, base, text) {
  const words = state.q.split(/\s+/).filter(Boolean), all = words.length > 1 ? words : [];
  const without = (at) => words.filter((_, place) => place !== at).join(" ");
  return element("div", { class: "nothing" },
    element("p", { class: "nothing-found" }, filled(text.nothing, { query: state.q })),
    missingLine(answer, text),
    Object.keys(state.filters).length ? element("p", {}, element("a", { href: addressOf({ q: state.q }, base) }, text.without_filters)) : "",
    all.length ? element("p", {}, text.leave_out, " ", all.map((word, at) => [element("a", { class: "chip", href: addressOf({ ...state, q: without(at) }, base) }, word), " "])) : "");
}

/** Say which words the archive does not have at all. */
export function missingLine({ missing }, text) {
  return missing.length ? element("p", { class: "missing" }, filled(text.missing, { words: missing.map((word) => `“${word}”`).join(", ") })) : "";
}

/** Offer what a query was taken for, as typed again. */
export function meantLine(state, answer, text, go) {
  if (!answer.suggestion) return "";
  const verbatim = () => go({ ...state, q: `"${state.q.replace(/["“”„«»]/g, "")}"` });
  return element("p", { class: "meant" }, text.meant, " ", element("strong", {}, answer.suggestion), ". ",
    element("button", { type: "button", class: "link-button", onclick: verbatim }, filled(text.verbatim, { query: state.q })));
}
