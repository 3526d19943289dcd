// The order of results: what each passage answers, gathered by document.

import { adjacent, likeness, pairOf } from "./query.mjs";

// How much things count; found on documents and queries of others (tests/bench), not by taste.
export const TUNING = { pair: 1.4, joined: 0.26, chain: 0.45, full: 0.4, pieces: 0.4, accents: 0.3, head: 0.3, facet: 2.5 };

/** Name every key that a query may need. */
export function keysOf(terms) {
  const keys = [];
  terms.forEach((term, at) => {
    for (const choice of term.choices) {
      const { syllables } = choice;
      if (syllables.length === 1 && !term.common) keys.push(syllables[0][0]);
      for (let step = 1; step < syllables.length; step++) keys.push(pairOf(syllables[step - 1], syllables[step]));
      if (!at || !adjacent(terms[at - 1], term)) continue;
      for (const before of terms[at - 1].choices) {
        if (!before.group || before.group !== choice.group) keys.push(pairOf(before.syllables.at(-1), syllables[0]));
      }
    }
  });
  return keys;
}

/** Gather what answers each term, and each pair of neighbours: [{pair, at, answers, weight, idf}]. */
export function gathered(query, lists, passages) {
  const { terms, marked } = query;
  const pairs = terms.map((term, at) => (at && adjacent(terms[at - 1], term) ? pairAnswers(terms[at - 1], term, lists, marked) : new Map()));
  const parts = terms.map((term, at) => {
    const answers = new Map();
    for (const choice of term.choices) if (!term.common || choice.syllables.length > 1) answer(choice, lists, marked, answers);
    for (const pair of term.common ? [pairs[at], pairs[at + 1] || []] : []) for (const [number, both] of pair) raise(answers, number, ...both);
    term.idf = idf(answers, passages);
    return { pair: false, at, answers, weight: term.common && !answers.size ? 0 : term.weight, idf: term.idf };
  });
  pairs.forEach((answers, at) => {
    if (!answers.size || !lists.pairs) return;
    // Two words that meet once by chance are rare, but say no more than the rarer of the two.
    const own = idf(answers, passages), rarer = Math.max(terms[at - 1].idf, terms[at].idf);
    const worth = Math.min(own, rarer + TUNING.joined * Math.max(0, own - rarer));
    parts.push({ pair: true, at, answers, weight: Math.min(terms[at - 1].weight, terms[at].weight), idf: worth });
  });
  return parts;
}

function idf(answers, passages) {
  let count = 0;
  for (const [, degree] of answers.values()) if (degree > 0.6) count++;
  return Math.floor(Math.log2(1 + passages / ((count || answers.size) + 0.5)) * 1000 + 0.5) / 1000;
}

/** Add the numbers that answer one way to meet a term, each with its impact and how well it was met. */
function answer(choice, lists, marked, into) {
  const { syllables, behind, factor } = choice;
  if (behind) collect(lists, behind, syllables[0], factor, marked, into);
  else if (syllables.length === 1) collectKey(lists, syllables[0][0], syllables[0][1], factor, marked, into);
  else {
    let all = null;
    for (let step = 1; step < syllables.length; step++) {
      const here = new Map();
      collect(lists, syllables[step - 1], syllables[step], factor, marked, here);
      all = all === null ? here : common(all, here);
    }
    for (const [number, [impact, degree]] of all) raise(into, number, impact, degree);
  }
}

function pairAnswers(before, term, lists, marked) {
  const answers = new Map();
  for (const one of before.choices) {
    for (const other of term.choices) {
      if (one.group && one.group === other.group) answer(other, lists, marked, answers);
      else if (!other.behind || other.behind[0] === one.syllables.at(-1)[0]) {
        collect(lists, one.syllables.at(-1), other.syllables[0], one.factor * other.factor, marked, answers);
      }
    }
  }
  return answers;
}

function collect(lists, one, other, factor, marked, into) {
  collectKey(lists, pairOf(one, other), `${one[1]} ${other[1]}`, factor, marked, into);
}

function collectKey(lists, key, form, factor, marked, into) {
  for (const { form: written, numbers, impacts } of lists.forms(key)) {
    const degree = lists.accents ? factor * likeness(form, written, marked) : factor;
    for (let at = 0; at < numbers.length; at++) raise(into, numbers[at], impacts[at] * degree, degree);
  }
}

function raise(into, number, impact, degree) {
  const before = into.get(number);
  if (before === undefined) into.set(number, [impact, degree]);
  else {
    if (before[0] < impact) before[0] = impact;
    if (before[1] < degree) before[1] = degree;
  }
}

function common(all, here) {
  const both = new Map();
  for (const [number, [impact, degree]] of all) {
    const other = here.get(number);
    if (other) both.set(number, [Math.min(impact, other[0]), Math.min(degree, other[1])]);
  }
  return both;
}

/** Score every document that answers anything: [{number, passage, score, coverage, met, full, degrees}]. */
export function scored(parts, mainOf) {
  const places = new Map(), documents = [], width = parts.length;
  parts.forEach((part, column) => {
    const worth = part.weight * part.idf * (part.pair ? TUNING.pair : 1);
    for (const [number, [impact, degree]] of part.answers) {
      const main = mainOf(number);
      let document = documents[places.get(main)];
      if (document === undefined) {
        document = { number: main, impacts: new Float64Array(width), degrees: new Float64Array(width), passages: new Map() };
        places.set(main, documents.length);
        documents.push(document);
      }
      if (impact > document.impacts[column]) document.impacts[column] = impact;
      if (degree > document.degrees[column]) document.degrees[column] = degree;
      document.passages.set(number, (document.passages.get(number) || 0) + worth * impact);
    }
  });
  const asked = total(parts, false), joined = total(parts, true);
  for (const document of documents) rate(document, parts, asked, joined);
  return documents;
}

function total(parts, pair) {
  return parts.reduce((sum, part) => (part.pair === pair ? sum + part.weight * part.idf : sum), 0);
}

function rate(document, parts, asked, joined) {
  let sum = 0, covered = 0, met = 0, chain = 0;
  document.full = true;
  parts.forEach((part, column) => {
    const worth = part.weight * part.idf, degree = document.degrees[column];
    sum += worth * document.impacts[column] * (part.pair ? TUNING.pair : 1);
    if (part.pair) chain += worth * degree;
    else {
      covered += worth * degree;
      if (degree) met += worth;
    }
    if (degree < TUNING.full && part.weight > 0.2) document.full = false;
  });
  document.coverage = asked ? covered / asked : 0;
  document.met = asked ? met / asked : 0;
  const chained = joined ? chain / joined : 1;
  document.score = sum * document.coverage * document.coverage * (1 - TUNING.chain + TUNING.chain * chained);
  document.passage = bestPassage(document.passages);
}

function bestPassage(passages) {
  let best = null, most = -1;
  for (const [number, sum] of passages) {
    const rounded = Math.floor(sum * 1e6 + 0.5);
    if (rounded > most || (rounded === most && number < best)) [best, most] = [number, rounded];
  }
  return best;
}

/** Put the better document first; of equals, the newer. */
export function byScore(one, other) {
  return Math.floor(other.score * 1e6 + 0.5) - Math.floor(one.score * 1e6 + 0.5) || other.number - one.number;
}
