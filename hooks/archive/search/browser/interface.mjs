// The search interface: begun when the box is first touched, or at once on the search page.

import { Box } from "./box.mjs";
import { Page } from "./page.mjs";

/** Make the form of the header work; its action is the search page, whose folder holds the index. */
export async function start(form) {
  const base = new URL(form.getAttribute("action"), document.baseURI).href;
  const loadJson = async (path) => {
    const response = await fetch(new URL(path, base));
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  };
  const text = await loadJson("strings.json");
  let opened = null;
  const search = () => {
    opened ||= import(new URL("engine.mjs", base)).then(({ open }) => open(loadJson));
    opened.catch(() => (opened = null));
    return opened;
  };
  const home = new URL("..", base), whole = (url) => new URL(url.replace(/^\//, ""), home).href;
  const ask = async (q, options) => {
    const answer = await (await search()).query(q, options);
    for (const result of answer.results) {
      result.url = whole(result.url);
      if (result.attachment) result.attachment = [result.attachment[0], whole(result.attachment[1])];
    }
    return answer;
  };
  const place = document.querySelector("[data-search-page]");
  if (!place) return new Box(form, { base, text, ask });
  const { meta } = await search();
  const names = new Map(Object.entries(meta.facets).flatMap(([facet, { values }]) => values.map(([value, label]) => [`${facet} ${value}`, label])));
  return new Page(place, form, { base, text, ask, labels: (facet, value) => names.get(`${facet} ${value}`) || value });
}
