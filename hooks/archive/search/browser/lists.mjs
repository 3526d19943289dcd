// The lists of passages: fetched by shards when first asked for, decoded when first read (archive/search/postings.py).

const LEVELS = 8, BASE = 56, END = "$";
const SIGNS = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter((sign) => !'"\\'.includes(sign));
const MORE = SIGNS.length - LEVELS - BASE;
const VALUE = new Uint8Array(128);
SIGNS.forEach((sign, at) => (VALUE[sign.charCodeAt(0)] = at));

/** Read a list: call `take(number, impact)` for each passage, an impact being above 0 and at most 1. */
function read(text, take) {
  let impact = 0, number = 0, distance = 0;
  for (let at = 0; at < text.length; at++) {
    const value = VALUE[text.charCodeAt(at)];
    if (value < LEVELS) {
      impact = (value + 1) / LEVELS;
      number = 0;
    } else if (value < LEVELS + BASE) {
      number += distance * BASE + value - LEVELS;
      take(number, impact);
      distance = 0;
    } else {
      distance = distance * MORE + value - LEVELS - BASE;
    }
  }
}

/** Read the numbers of a list. */
export function numbersOf(text) {
  const numbers = [];
  read(text, (number) => numbers.push(number));
  return numbers;
}

/** The passages that were met so far, each in a place of its own, with the place of its document. */
class Places {
  constructor(continued, passages) {
    this.mains = new Map();
    for (const number of numbersOf(continued)) this.mains.set(number, this.mains.get(number - 1) ?? number - 1);
    this.places = new Map();
    this.documents = new Map();
    this.numbers = [];
    this.documentNumbers = [];
    this.documentOf = new Int32Array(passages);
  }

  of(number) {
    let place = this.places.get(number);
    if (place === undefined) {
      const main = this.mains.get(number) ?? number;
      if (!this.documents.has(main)) this.documents.set(main, this.documentNumbers.push(main) - 1);
      place = this.numbers.push(number) - 1;
      this.places.set(number, place);
      this.documentOf[place] = this.documents.get(main);
    }
    return place;
  }
}

/** Passages, or documents, by their places: how strongly each answers a part of a query, and how well it was met. */
class Answers {
  constructor(size) {
    this.places = [];
    this.impacts = new Float64Array(size);
    this.degrees = new Float64Array(size);
  }

  raise(place, impact, degree) {
    if (!this.degrees[place]) this.places.push(place);
    if (this.impacts[place] < impact) this.impacts[place] = impact;
    if (this.degrees[place] < degree) this.degrees[place] = degree;
  }

  raiseAll(others) {
    for (const place of others.places) this.raise(place, others.impacts[place], others.degrees[place]);
  }

  /** Put what answers this and the other into `both`, each as little as the lesser. */
  both(other, both) {
    for (const place of this.places) {
      if (!other.degrees[place]) continue;
      both.raise(place, Math.min(this.impacts[place], other.impacts[place]), Math.min(this.degrees[place], other.degrees[place]));
    }
    return both;
  }

  /** Put what each document answers best into `documents`. */
  at(documentOf, documents) {
    for (const place of this.places) documents.raise(documentOf[place], this.impacts[place], this.degrees[place]);
    return documents;
  }

  idf() {
    let count = 0;
    for (const place of this.places) if (this.degrees[place] > 0.6) count++;
    return Math.floor(Math.log2(1 + this.impacts.length / ((count || this.places.length) + 0.5)) * 1000 + 0.5) / 1000;
  }

  clear() {
    for (const place of this.places) this.impacts[place] = this.degrees[place] = 0;
    this.places.length = 0;
  }
}

/** Read which shards there are, and their marks. */
function marksOf(table) {
  const marks = new Map();
  let prefix = "";
  for (const [, shared, rest, mark] of table.matchAll(/([0-9a-z])([^A-Z]*)([A-Z]{3})/g)) {
    prefix = prefix.slice(0, parseInt(shared, 36)) + rest;
    marks.set(prefix, mark);
  }
  return marks;
}

function fileName(prefix, mark) {
  const signs = { " ": "_", [END]: "-" };
  return `i/${mark.toLowerCase()}-${prefix.replace(/[^a-z0-9]/gu, (sign) => signs[sign] || `~${sign.codePointAt(0).toString(16)}~`)}.json`;
}

export class Lists {
  constructor({ shards, continued, passages }, loadJson, { pairs = true, accents = true } = {}) {
    this.marks = marksOf(shards);
    this.size = passages;
    this.at = new Places(continued, passages);
    this.prefixes = [...this.marks.keys()];
    this.loadJson = loadJson;
    this.pairs = pairs;
    this.accents = accents;
    this.loading = new Map();
    this.shards = new Map();
    this.read = new Map();
    this.lent = [];
    this.free = [];
  }

  /** Lend empty answers until `release()`: a query needs dozens, as long as the archive, and a phone is slow to make them. */
  answers() {
    const lent = this.free.pop() ?? new Answers(this.size);
    this.lent.push(lent);
    return lent;
  }

  release() {
    for (const answers of this.lent) answers.clear();
    this.free.push(...this.lent.splice(0));
  }

  /** Name the shard that holds a key if any does: the one whose letters the key begins with. */
  prefixOf(key) {
    const whole = key + END;
    for (let end = 0; end <= whole.length; end++) {
      if (this.marks.has(whole.slice(0, end))) return whole.slice(0, end);
    }
    return null;
  }

  /** Fetch what the keys need, each shard once. */
  async load(keys) {
    await this.loadShards([...new Set(keys.map((key) => this.prefixOf(key)))]);
  }

  async loadShards(prefixes) {
    await Promise.all(prefixes.filter((prefix) => prefix !== null).map((prefix) => {
      if (!this.loading.has(prefix)) {
        const fetched = this.loadJson(fileName(prefix, this.marks.get(prefix))).then(
          (shard) => this.shards.set(prefix, shard),
          (error) => {
            this.loading.delete(prefix);  // offline now is not offline for ever
            throw error;
          },
        );
        this.loading.set(prefix, fetched);
      }
      return this.loading.get(prefix);
    }));
  }

  /** Give the writings of a key whose shard is loaded: [{form, places, impacts}]. */
  forms(key) {
    let forms = this.read.get(key);
    if (forms === undefined) {
      const shard = this.shards.get(this.prefixOf(key));
      if (shard === undefined) return [];
      const row = Object.hasOwn(shard, key) ? shard[key] : [];
      forms = [];
      for (let at = 0; at < row.length; at += 2) {
        const places = [], impacts = [];
        read(row[at + 1], (number, impact) => (places.push(this.at.of(number)), impacts.push(impact)));
        forms.push({ form: row[at] || key, places, impacts });
      }
      this.read.set(key, forms);
    }
    return forms;
  }

  /** Count the passages of a key whose shard is loaded. */
  count(key) {
    return this.forms(key).reduce((sum, one) => sum + one.places.length, 0);
  }

  /** Find the keys that begin with `start`, the most frequent first; none where that takes too many shards. */
  async beginning(start, mostShards) {
    const below = this.prefixes.filter((prefix) => prefix.startsWith(start) || start.startsWith(prefix));
    if (below.length > mostShards) return [];
    await this.loadShards(below);
    const keys = below.flatMap((prefix) => Object.keys(this.shards.get(prefix)).filter((key) => key.startsWith(start)));
    const counted = keys.map((key) => [key, this.count(key)]);
    counted.sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1));
    return counted.map(([key]) => key);
  }
}
