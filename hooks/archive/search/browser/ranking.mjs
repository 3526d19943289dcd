// The order of results: what each passage answers, gathered by document.

import { adjacent, likeness, pairOf, termsIn } from "./terms.mjs";

// How much things count; found on documents and queries of others (tests/bench), not by taste.
export const TUNING = { pair: 0.6, joined: 0.26, chain: 0.45, full: 0.4, pieces: 0.4, accents: 0.3, head: 0.3, together: 0.8, facet: 2.5 };

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

/** Say which parts a document must answer to hold a phrase, as far as they tell: [[pair, at], …]. */
export function requiredBy(phrase, terms) {
  const quoted = termsIn(terms, phrase);
  return quoted.flatMap((term, step) => {
    const at = terms.indexOf(term);
    if (quoted.length === 1 || term.date) return [[false, at]];
    return !step || quoted[step - 1].date ? [] : [[true, at]];
  });
}

/** Gather what answers each term, and each pair of neighbours: [{pair, at, answers, weight, idf}]. */
export function gathered(query, lists) {
  const { terms, marked } = query;
  const pairs = terms.map((term, at) => (at && adjacent(terms[at - 1], term) ? pairAnswers(terms[at - 1], term, lists, marked) : null));
  const parts = terms.map((term, at) => {
    const answers = lists.answers();
    for (const choice of term.choices) if (!term.common || choice.syllables.length > 1) answer(choice, lists, marked, answers);
    for (const pair of term.common ? [pairs[at], pairs[at + 1]] : []) if (pair) answers.raiseAll(pair);
    term.idf = answers.idf();
    return { pair: false, at, answers, weight: term.common && !answers.places.length ? 0 : term.weight, idf: term.idf };
  });
  pairs.forEach((answers, at) => {
    if (!answers?.places.length || !lists.pairs) return;
    // Two words that meet once by chance are rare, but say no more than the rarer of the two.
    const own = answers.idf(), rarer = Math.max(terms[at - 1].idf, terms[at].idf);
    const worth = Math.min(own, rarer + TUNING.joined * Math.max(0, own - rarer));
    parts.push({ pair: true, at, answers, weight: Math.min(terms[at - 1].weight, terms[at].weight), idf: worth });
  });
  return parts;
}

/** Add what answers one way to meet a term. */
function answer(choice, lists, marked, into) {
  const { syllables, behind, factor } = choice;
  if (behind) collect(lists, behind, syllables[0], factor, marked, into);
  else if (syllables.length === 1) collectKey(lists, syllables[0][0], syllables[0][1], factor, marked, into);
  else {
    let all = null;
    for (let step = 1; step < syllables.length; step++) {
      const here = lists.answers();
      collect(lists, syllables[step - 1], syllables[step], factor, marked, here);
      all = all === null ? here : here.both(all, lists.answers());
    }
    into.raiseAll(all);
  }
}

function pairAnswers(before, term, lists, marked) {
  const answers = lists.answers();
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
  for (const { form: written, places, impacts } of lists.forms(key)) {
    const degree = lists.accents ? factor * likeness(form, written, marked) : factor;
    for (let at = 0; at < places.length; at++) into.raise(places[at], impacts[at] * degree, degree);
  }
}

/** Score every document that answers anything: [{number, passage, score, coverage, met, full, quoted}]. */
export function scored(parts, lists, phrases) {
  const { numbers, documentNumbers, documentOf } = lists.at, size = documentNumbers.length;
  const [sum, covered, met, chain, full] = Array.from({ length: 5 }, () => new Float64Array(size));
  // What each passage answers, and what each document is answered of within a single one.
  const sums = new Float64Array(numbers.length), places = new Uint8Array(numbers.length), held = new Map();
  const here = new Float64Array(numbers.length), within = new Float64Array(size);
  const quotes = phrases.map((required) => required.map(([pair, at]) => parts.find((part) => part.pair === pair && part.at === at)));
  for (const part of parts) {
    const worth = part.weight * part.idf, times = part.pair ? TUNING.pair : 1;
    for (const place of part.answers.places) {
      sums[place] += worth * times * part.answers.impacts[place];
      places[place] = 1;
      if (!part.pair) here[place] += worth * part.answers.degrees[place];
    }
    const documents = part.answers.at(documentOf, lists.answers());
    for (const document of documents.places) {
      const degree = documents.degrees[document];
      sum[document] += worth * documents.impacts[document] * times;
      if (part.pair) chain[document] += worth * degree;
      else {
        covered[document] += worth * degree;
        met[document] += worth;
      }
      if (part.weight > 0.2 && degree >= TUNING.full) full[document]++;
    }
    if (quotes.some((required) => required.includes(part))) held.set(part, documents.degrees);
  }
  const asked = total(parts, false), joined = total(parts, true), wanted = parts.filter((part) => part.weight > 0.2).length;
  here.forEach((covers, place) => (within[documentOf[place]] = Math.max(within[documentOf[place]], covers)));
  const found = bestPassages(places, sums, lists.at, size).map(([document, passage]) => {
    const coverage = asked ? covered[document] / asked : 0, chained = joined ? chain[document] / joined : 1;
    // What stands together in one passage is more likely said of one thing than what is scattered over a long report.
    const together = covered[document] ? within[document] / covered[document] : 1;
    return {
      number: documentNumbers[document],
      passage: numbers[passage],
      score: sum[document] * coverage * coverage * share(TUNING.chain, chained) * share(TUNING.together, together),
      coverage,
      met: asked ? met[document] / asked : 0,
      full: full[document] === wanted,
      quoted: quotes.every((required) => required.every((part) => part && held.get(part)[document] > 0.3)),
    };
  });
  lists.release();
  return found;
}

/** Let a value count for a part of a whole. */
export function share(part, value) {
  return 1 - part + part * value;
}

/** Find the passage of each document that answers most, of equals the first: [[document, passage], …]. */
function bestPassages(met, sums, { numbers, documentOf }, size) {
  const best = new Int32Array(size).fill(-1), found = [];
  for (let place = 0; place < met.length; place++) {
    if (!met[place]) continue;
    const document = documentOf[place], other = best[document];
    if (other < 0) found.push(document);
    const more = other < 0 ? 1 : rounded(sums[place]) - rounded(sums[other]) || numbers[other] - numbers[place];
    if (more > 0) best[document] = place;
  }
  return found.map((document) => [document, best[document]]);
}

function rounded(score) {
  return Math.floor(score * 1e6 + 0.5);
}

function total(parts, pair) {
  return parts.reduce((sum, part) => (part.pair === pair ? sum + part.weight * part.idf : sum), 0);
}

/** Put the better document first; of equals, the newer. */
export function byScore(one, other) {
  return rounded(other.score) - rounded(one.score) || other.number - one.number;
}
