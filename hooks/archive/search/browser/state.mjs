// What is asked, as the address of the search page says it: shared, kept, gone back to.

const NAMES = { collection: "loai", period: "ky", unit: "don-vi", topic: "linh-vuc", channel: "kenh", stream: "mang", status: "trang-thai", kind: "the-loai" };

/** Read an address: {q, filters, sort, free}. */
export function stateOf(url) {
  const given = new URL(url).searchParams, filters = {};
  for (const [facet, name] of Object.entries(NAMES)) if (given.has(name)) filters[facet] = given.getAll(name);
  return { q: given.get("q") || "", filters, sort: given.get("xep") === "ngay" ? "date" : "relevance", free: given.getAll("bo") };
}

/** Write an address on the search page at `base`. */
export function addressOf({ q, filters = {}, sort = "relevance", free = [] }, base) {
  const url = new URL(base);
  if (q) url.searchParams.set("q", q);
  for (const [facet, name] of Object.entries(NAMES)) for (const value of filters[facet] || []) url.searchParams.append(name, value);
  if (sort === "date") url.searchParams.set("xep", "ngay");
  for (const facet of free) url.searchParams.append("bo", facet);
  return url.href;
}

/** Give the state with one value of a facet switched. */
export function switched(state, facet, value) {
  const before = state.filters[facet] || [], without = before.filter((one) => one !== value);
  const values = without.length < before.length ? without : [...before, value], filters = { ...state.filters, [facet]: values };
  if (!values.length) delete filters[facet];
  return { ...state, filters };
}

const RECENT = "tim-kiem", MOST_RECENT = 6;

/** Give the queries that were asked from this device, the last first. */
export function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT) || "[]");
    return Array.isArray(kept) ? kept.filter((one) => one && typeof one === "string") : [];
  } catch {
    return [];  // storage may be denied, and anyone may write to it
  }
}

/** Keep a query on this device, and nowhere else. */
export function remember(q) {
  if (!q) return;
  const kept = [q, ...recent().filter((one) => one !== q)].slice(0, MOST_RECENT);
  try {
    localStorage.setItem(RECENT, JSON.stringify(kept));
  } catch {
    // nothing is lost but convenience
  }
}

/** Forget what was asked from this device. */
export function forget() {
  try {
    localStorage.removeItem(RECENT);
  } catch {
    // there was nothing
  }
}
