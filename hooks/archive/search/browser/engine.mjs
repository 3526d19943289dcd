// The search engine: no page, no framework, the same in a browser and in Node. `const search = await open(loadJson)`
// where `loadJson(path)` gives a file of /tim-kiem/, parsed; then `await search.query(text)`.

import { excerptOf, marking, marksIn } from "./excerpt.mjs";
import { judgement } from "./judging.mjs";
import { Lists, numbersOf } from "./lists.mjs";
import { complete, mend, readVni } from "./mending.mjs";
import { addShortForms, namesOf, needsShortForms, shortFormsOf } from "./naming.mjs";
import { parsed } from "./query.mjs";
import { TUNING, byScore, gathered, keysOf, requiredBy, scored } from "./ranking.mjs";
import { ANY, pairOf } from "./terms.mjs";
import { aliasTable, tokenReader } from "./text.mjs";
import { written } from "./writing.mjs";

const JUDGED = 10;
// A document that answers this much less of a query than the best is not counted as found, but near.
const NEAR = 0.7, ENOUGH = 0.5;

/** Open an index. `without` turns parts off, to measure what they do: pairs, accents, rerank, slips, facets. */
export async function open(loadJson, without = []) {
  return new Search(await loadJson("meta.json"), loadJson, without);
}

class Search {
  constructor(meta, loadJson, without) {
    this.meta = meta;
    this.loadJson = loadJson;
    this.on = (part) => !without.includes(part);
    this.lists = new Lists(meta, loadJson, { pairs: this.on("pairs"), accents: this.on("accents") });
    this.aliases = aliasTable(meta.places);
    this.tokensOf = tokenReader(this.aliases);
    this.names = namesOf(meta.facets, this.aliases);
    this.common = new Set(meta.common.split(" "));
    this.read = new Map();
  }

  /**
   * Ask. `filters` is {facet: [value, …]}; `sort` is “relevance” or “date”; `free` are facets that the text is not to be
   * taken for; with `counts` the values of each facet are counted among what is found, else when `count()` is called.
   */
  async query(text, { filters = {}, limit = 10, sort = "relevance", free = [], counts = true } = {}) {
    const asked = await this.asked(parsed(text, this)), { query } = asked;
    let { documents } = asked;
    query.understood = query.understood.filter(({ facet }) => this.on("facets") && !free.includes(facet));
    await this.prefer(documents, query.understood);
    const every = documents, count = () => this.counted(every, filters), facets = counts ? await count() : {};
    documents = await this.filtered(documents, filters);
    this.part(documents);
    const order = sort === "date" ? (one, other) => one.near - other.near || other.number - one.number : byRank;
    const wanted = sort === "date" || !query.terms.length ? limit : Math.max(JUDGED, limit);
    const found = documents.filter((one) => !one.near);
    // What is only near need not be sorted where enough is found.
    let best = (found.length < wanted ? documents : found).sort(order).slice(0, wanted);
    await Promise.all(best.map(async (one) => (one.record = await this.file(`t/${one.passage.toString(36)}`))));
    if (this.on("rerank") && sort !== "date" && query.terms.length) {
      // Always as many are judged, however many are shown: more results never reorder those that were read.
      const judged = best.slice(0, JUDGED);
      for (const one of judged) {
        const { factor, quoted } = judgement(query, one.record, this.tokensOf);
        one.score *= factor;
        one.near ||= !quoted;
      }
      best = [...judged.sort(order), ...best.slice(JUDGED)];
    }
    const shown = marking(query);
    return {
      results: best.slice(0, limit).map((one) => this.result(one, shown)),
      total: found.filter((one) => !one.near).length,
      facets,
      count,
      understood: query.understood.map(({ facet, values, label }) => ({ facet, values, label })),
      suggestion: this.suggestion(query),
      completions: this.completions(query),
      missing: query.terms.filter((term) => term.missing).map((term) => term.typed),
    };
  }

  /**
   * Find what answers a query: {query, documents}; where what was meant names other dates or facets than what was typed,
   * read that: “thangs 6/2023” is no month until it is read as “tháng 6/2023”.
   */
  async asked(query) {
    const documents = query.terms.length ? await this.found(query) : await this.all();
    const meant = this.suggestion(query);
    if (meant) {
      const again = parsed(meant, this);
      if (named(again) !== named(query)) {
        again.readAs = meant;
        return { query: again, documents: await this.found(again) };
      }
    }
    return { query, documents };
  }

  /** Find and score what answers a query as typed; where nothing answers all of it, as it may have been meant. */
  async found(query) {
    const short = needsShortForms(query);
    if (short) addShortForms(query, await this.shortForms());
    await this.lists.load(keysOf(query.terms));
    if (query.chunks.some(({ word }) => /^[a-zđ]+[1-9]/.test(word))) {
      readVni(query, this.lists, await this.words());
      await this.lists.load(keysOf(query.terms));
    }
    await complete(query, this.lists);
    let documents = this.scored(query);
    for (const too of this.on("slips") ? [false, true] : []) {
      if (documents.some((one) => one.full && one.met > 0.999)) break;
      if (!short && !too) addShortForms(query, await this.shortForms());
      await mend(query, this.lists, await this.words(), too);
      documents = this.scored(query);
    }
    return documents;
  }

  scored(query) {
    const parts = gathered(query, this.lists);
    for (const { pair, at, answers } of parts) if (!pair) query.terms[at].missing = !answers.places.length && !query.terms[at].common;
    return scored(parts, this.lists, query.phrases.map((phrase) => requiredBy(phrase, query.terms)));
  }

  /** Give every document, for a query without words. */
  async all() {
    const numbers = new Set();
    for (const facet of Object.keys(this.meta.facets).slice(0, 1)) {
      for (const some of (await this.facet(facet)).values()) some.forEach((number) => numbers.add(number));
    }
    return Array.from(numbers, (number) => ({ number, passage: number, score: 0, coverage: 1, full: true, quoted: true }));
  }

  /** Put first what has the facets that the query names, unless it answers little of the rest. */
  async prefer(documents, understood) {
    for (const { facet, values } of understood) {
      const lists = await this.facet(facet), numbers = new Set(values.flatMap((value) => [...(lists.get(value) || [])]));
      const within = documents.filter((one) => numbers.has(one.number));
      const most = mostCovered(within);
      for (const one of within) one.score *= one.coverage > 0.6 * most ? TUNING.facet : 1.2;
      for (const one of documents) one.outside ||= within.length > 0 && !numbers.has(one.number);
    }
  }

  /** Tell what is found from what is only near. */
  part(documents) {
    const most = mostCovered(documents.filter((one) => !one.outside));
    for (const one of documents) one.near = Boolean(one.outside) || !one.quoted || one.coverage < Math.max(ENOUGH, NEAR * most);
  }

  async filtered(documents, filters, except = null) {
    for (const [facet, values] of Object.entries(filters)) {
      if (facet === except || !values.length) continue;
      const lists = await this.facet(facet);
      documents = documents.filter((one) => values.some((value) => lists.get(value)?.has(one.number)));
    }
    return documents;
  }

  /** Count the values of each facet among what is found, each facet as if it were not filtered by itself. */
  async counted(documents, filters) {
    const counts = {};
    for (const [facet, { values }] of Object.entries(this.meta.facets)) {
      const lists = await this.facet(facet), some = await this.filtered(documents, filters, facet);
      this.part(some);
      const found = some.filter((one) => !one.near);
      counts[facet] = values.map(([value, label]) => ({ value, label, count: found.filter((one) => lists.get(value)?.has(one.number)).length }));
    }
    return counts;
  }

  result({ record, score, near }, shown) {
    const places = (line) => marksIn(line, shown, this.tokensOf).map(({ start, end }) => [start, end]);
    const { lines, about, ...said } = record;
    return { ...said, score: Math.floor(score * 1e4 + 0.5) / 1e4, near, titleMarks: places(record.title), ...excerptOf(lines, shown, this.tokensOf) };
  }

  /** Write the query as it was taken; null where it was taken as typed. */
  suggestion(query) {
    if (!query.meant.length) return query.readAs ?? null;
    let text = query.text;
    for (const { term, syllables } of [...query.meant].sort((one, other) => other.term.start - one.term.start)) {
      text = text.slice(0, term.start) + this.spelt(syllables) + text.slice(term.end);
    }
    return text;
  }

  completions(query) {
    const last = query.terms.at(-1), completed = last ? last.choices.filter((choice) => choice.completed) : [];
    return completed.slice(0, 5).map(({ syllables, behind }) => query.text.slice(0, last.start) + this.spelt(syllables, behind));
  }

  /** Write syllables, those that were not typed as they are most often written in this place. */
  spelt(syllables, behind = null) {
    const chain = behind ? [behind, ...syllables] : syllables;
    const spelt = chain.map(([folded, form], at) => {
      if (form !== ANY) return form;
      if (chain.length < 2) return this.usual(folded);
      return at ? this.usual(pairOf(chain[at - 1], chain[at])).split(" ")[1] : this.usual(pairOf(chain[0], chain[1])).split(" ")[0];
    });
    return spelt.slice(behind ? 1 : 0).map(written).join(" ");
  }

  usual(key) {
    const forms = this.lists.forms(key);
    return forms.length ? forms.reduce((best, one) => (one.places.length > best.places.length ? one : best)).form : key;
  }

  /** Fetch a file once. */
  async file(name, read = (json) => json) {
    if (!this.read.has(name)) {
      this.read.set(name, this.loadJson(`${name}.json`).then(read, (error) => {
        this.read.delete(name);
        throw error;
      }));
    }
    return this.read.get(name);
  }

  words() {
    return this.file(`words-${this.meta.words}`, (classes) => new Map(
      Object.entries(classes).flatMap(([often, words]) => words.split(" ").map((word) => [word, Number(often)])),
    ));
  }

  shortForms() {
    return this.file(`short-${this.meta.short}`, shortFormsOf);
  }

  facet(name) {
    return this.file(`f/${name}-${this.meta.facets[name].mark}`, (lists) => new Map(
      Object.entries(lists).map(([value, text]) => [value, new Set(numbersOf(text))]),
    ));
  }
}

/** Write down the dates and facets that a query names. */
function named({ terms, understood }) {
  return [...terms.filter((term) => term.date).map(({ form }) => form), ...understood.map(({ label }) => label)].join(" ");
}

function mostCovered(documents) {
  return documents.reduce((most, one) => Math.max(most, one.coverage), 0);
}

function byRank(one, other) {
  return one.near - other.near || byScore(one, other);
}
