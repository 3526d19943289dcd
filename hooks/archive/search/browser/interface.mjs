// The search interface: begun when the box is first touched, when a list's filters are opened, or at once on the search page.

import { Box } from "./box.mjs";
import { Page } from "./page.mjs";

/** Make the form of the header work: its action is the search page, its `data-index` the folder of the index. */
export async function start(form) {
  const base = new URL(form.getAttribute("action"), document.baseURI).href, index = new URL(form.dataset.index, document.baseURI).href;
  const loadJson = async (path) => {
    // What there is may have been published anew; everything else is named by what it says.
    const response = await fetch(new URL(path, index), path === "meta.json" ? { cache: "no-cache" } : {});
    if (!response.ok) throw Object.assign(new Error(`${path}: ${response.status}`), { gone: response.status === 404 });
    return response.json();
  };
  // What this was published with, not what is published now.
  const text = await fetch(new URL(`strings-${document.documentElement.lang}.json`, import.meta.url)).then((response) => response.json());
  let opened = null;
  const search = () => {
    opened ||= import("./engine.mjs").then(({ open }) => open(loadJson));
    opened.catch(() => (opened = null));
    return opened;
  };
  const home = new URL("..", index), whole = (url) => new URL(url.replace(/^\//, ""), home).href;
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
  const place = document.querySelector("[data-search-page]"), list = document.querySelector("[data-filters]");
  const fixed = Object.fromEntries(Object.entries(place?.dataset ?? {}).flatMap(([name, value]) => (name.startsWith("fixed") ? [[name.slice(5).toLowerCase(), [value]]] : [])));
  if (!place || list) new Box(form, { base, text, ask });
  if (!place) return;
  const labels = async (facet, value) => {
    const { meta } = await search();
    return meta.facets[facet]?.values.find(([one]) => one === value)?.[1] || value;
  };
  if (!list) return void new Page(place, form, { base, text, ask, labels });
  const plain = list.querySelector("[data-search-plain]"), here = location.origin + location.pathname;
  const narrow = () => new Page(place, null, { base: here, text, ask, labels, fixed, plain });
  if (list.open || location.search) narrow();
  else list.addEventListener("toggle", narrow, { once: true });
}
