// The search interface: begun when the box is first touched, or at once on the search page.

import { Box } from "./box.mjs";
import { Page } from "./page.mjs";

/** Make the form of the header work; its action is the search page, whose folder holds the index. */
export async function start(form) {
  const base = new URL(form.getAttribute("action"), document.baseURI).href;
  const loadJson = async (path) => {
    // What there is may have been published anew; everything else is named by what it says.
    const response = await fetch(new URL(path, base), path === "meta.json" ? { cache: "no-cache" } : {});
    if (!response.ok) throw Object.assign(new Error(`${path}: ${response.status}`), { gone: response.status === 404 });
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
  // Where a newer edition has taken the place of the one that was opened, open that.
  const renewing = (error) => {
    if (!error.gone) throw error;
    opened = null;
    return search();
  };
  const ask = async (q, options) => {
    const answer = await (await search()).query(q, options).catch(async (error) => (await renewing(error)).query(q, options));
    const { count } = answer;
    answer.count = () => count().catch(async (error) => (await (await renewing(error)).query(q, options)).count());
    for (const result of answer.results) {
      result.url = whole(result.url);
      if (result.attachment) result.attachment = [result.attachment[0], whole(result.attachment[1])];
    }
    return answer;
  };
  const place = document.querySelector("[data-search-page]");
  if (!place) return new Box(form, { base, text, ask });
  const labels = async (facet, value) => {
    const { meta } = await search();
    return meta.facets[facet]?.values.find(([one]) => one === value)?.[1] || value;
  };
  return new Page(place, form, { base, text, ask, labels });
}
