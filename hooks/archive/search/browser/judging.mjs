// The best documents judged again on their text: in how few pieces the query stands in it, with how many of its marks,
// how much of it in the head of the document, and whether what was quoted is there word for word.

import { TUNING, share } from "./ranking.mjs";
import { likeness, termsIn } from "./terms.mjs";

/** Judge a document by the record of its best passage: {factor, quoted}, the factor changing its score. */
export function judgement(query, record, tokensOf) {
  const { title, number = "", date = "", about, lines } = record;
  const head = new Text([title, number, date, ...about], tokensOf), text = new Text([title, number, ...about, ...lines], tokensOf);
  const wanted = query.terms.filter((term) => term.weight > 0.2 && !term.date);
  const { pieces, found, right } = chained(wanted, text, query.marked);
  const compact = wanted.length > 1 ? 1 - (pieces - 1) / (wanted.length - 1) : 1;
  const accents = found ? right / found : 1;
  const factor = share(TUNING.pieces, compact) * share(TUNING.accents, accents) * share(TUNING.head, headed(query, head));
  for (const phrase of query.phrases.map((one) => termsIn(query.terms, one)).filter((one) => one.length)) {
    const [length, likely] = longestRun(phrase, 0, text, phrase.some((term) => term.form !== term.folded));
    if (length < phrase.length || likely < 0.75 * length) return { factor, quoted: false };
  }
  return { factor, quoted: true };
}

/** A record's lines as tokens one behind the other, null between the lines, and where each syllable stands. */
class Text {
  constructor(lines, tokensOf) {
    this.tokens = lines.flatMap((line) => [...tokensOf(line), null]);
    this.places = new Map();
    this.tokens.forEach((token, place) => {
      for (const name of token ? [token.folded, ...token.also] : []) {
        if (!this.places.has(name)) this.places.set(name, []);
        this.places.get(name).push(place);
      }
    });
  }
}

function chained(wanted, text, marked) {
  let pieces = 0, found = 0, right = 0;
  for (let at = 0; at < wanted.length; ) {
    const [length, likely] = longestRun(wanted, at, text, marked);
    pieces++;
    found += length;
    right += likely;
    at += Math.max(1, length);
  }
  return { pieces, found, right };
}

/** Find the longest run of the terms from `at` on that stands in the text: [its length, how well it is met]. */
function longestRun(terms, at, text, marked) {
  let best = [0, 0];
  const starts = new Set(terms[at].choices.flatMap(({ syllables }) => text.places.get(syllables[0][0]) || []));
  for (const start of starts) {
    let length = 0, likely = 0, place = start;
    while (at + length < terms.length) {
      const step = met(terms[at + length], text, place, marked);
      if (!step) break;
      likely += step.likely;
      place += step.taken;
      length++;
    }
    if (length > best[0] || (length === best[0] && likely > best[1] + 1e-9)) best = [length, likely];
  }
  return best;
}

function met(term, text, place, marked) {
  let best = null;
  for (const { syllables, factor, group } of term.choices) {
    if (group || !syllables.every(([folded], step) => text.tokens[place + step]?.folded === folded)) continue;
    let likely = factor;
    syllables.forEach(([, form], step) => (likely *= likeness(form, text.tokens[place + step].form, marked)));
    if (!best || likely > best.likely + 1e-9) best = { taken: syllables.length, likely };
  }
  return best;
}

/** Say how much of what is asked stands in the head: title, number, unit, period. */
function headed({ terms, marked }, head) {
  let inHead = 0, all = 0;
  for (const term of terms) {
    const worth = term.weight * term.idf;
    all += worth;
    const places = term.choices.flatMap(({ syllables }) => head.places.get(syllables[0][0]) || []);
    const there = (place) => head.tokens[place].also.includes(term.folded) || (met(term, head, place, marked)?.likely || 0) > 0.6;
    if (places.some(there)) inHead += worth;
  }
  return all ? inHead / all : 0;
}
