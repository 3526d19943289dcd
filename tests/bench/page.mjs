// One search engine in a page, asked by chromium.py: `begin(engine, options, text)` opens it and asks a first query;
// `state` tells when that is done; `ask(text)` gives {found, ms}, where found is what the first ten results are called.

const SHOWN = 10;

const ENGINES = {
  async ours(base, { without }) {
    const { open } = await import(`${base}engine.mjs`);
    const search = await open(async (path) => (await fetch(base + path)).json(), without);
    return async (text) => (await search.query(text, { limit: SHOWN, counts: false })).results.map(({ id }) => id);
  },

  // As Material's bundle does it: the worker's script and the index at once, a message of type 0 that sets it up.
  async lunr(base, { still }) {
    const address = new URL(`${base}workers/search.js`, location.href).href;
    const worker = still ? framed(address) : new Worker(address);
    const told = (type, data) => new Promise((resolve, reject) => {
      worker.onmessage = ({ data: said }) => resolve(said.data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage({ type, data });
    });
    const { config, docs } = await (await fetch(`${base}search/search_index.json`)).json();
    await worker.started;
    await told(0, { config, docs, options: { suggest: false } });
    return async (text) => (await told(2, text)).items.slice(0, SHOWN).map(([{ location }]) => location);
  },

  async pagefind(base, { still }) {
    const pagefind = await import(`${base}pagefind/pagefind.js`);
    await pagefind.options({ noWorker: still });
    return async (text) => {
      const { results } = await pagefind.search(text);
      return (await Promise.all(results.slice(0, SHOWN).map((one) => one.data()))).map(({ url }) => url);
    };
  },
};

/** Run a worker's script on the page's own thread, in a frame, as Material does for pages opened as files. */
function framed(address) {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  document.body.append(frame);
  const inside = frame.contentWindow;
  const script = (from) => new Promise((resolve, reject) => {
    const element = inside.document.createElement("script");
    Object.assign(element, { src: new URL(from, address).href, onload: resolve, onerror: reject });
    inside.document.body.append(element);
  });
  const worker = { postMessage: (data) => inside.dispatchEvent(new inside.MessageEvent("message", { data })) };
  inside.postMessage = (data) => worker.onmessage({ data });
  inside.importScripts = async (...all) => {
    for (const one of all) await script(one);
  };
  worker.started = script(address);
  return worker;
}

let engine;

async function ask(text) {
  const start = performance.now();
  const found = await engine(text);
  return { found, ms: performance.now() - start };
}

async function begin(name, options, text) {
  window.state = "opening";
  try {
    const start = performance.now();
    engine = await ENGINES[name](`/${name}/`, options);
    await engine(text);
    window.state = { ms: performance.now() - start };
  } catch (error) {
    window.state = { error: String(error) };
  }
}

Object.assign(window, { ask, begin });
