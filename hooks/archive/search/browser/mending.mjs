// Further ways to meet a term, sought where what was typed finds too little: its end, a slip, another keyboard.

import { ANY, adjacent, pairOf, termsIn } from "./terms.mjs";
import { keysOf } from "./ranking.mjs";
import { divisions, fromTelex, fromVni, slip } from "./slips.mjs";
import { syllable } from "./text.mjs";

const COMPLETED = 0.8, COMPLETED_TOO = 0.5, MOST_COMPLETIONS = 12, MOST_SHARDS = 4;
const MEANT = 0.9, MEANT_TOO = 0.45, MOST_MEANT = 4, MOST_RATED = 12, MOST_CANDIDATES = 60, MOST_TERMS = 6;

/** Let the last word be the beginning of one, by what follows the word before it. */
export async function complete(query, lists) {
  const last = query.terms.at(-1), before = query.terms.at(-2);
  if (!query.open || !last.word || query.phrases.some((phrase) => termsIn([last], phrase).length)) return;
  if (before && adjacent(before, last) && await completeBehind(before.choices[0].syllables[0], last, lists)) return;
  if (last.folded.length < 2 || last.common || lists.count(last.folded)) return;
  const keys = (await lists.beginning(last.folded, MOST_SHARDS)).filter((key) => !key.includes(" "));
  for (const key of keys.slice(0, MOST_COMPLETIONS)) {
    last.choices.push({ syllables: [[key, ANY]], factor: COMPLETED, completed: true });
  }
}

async function completeBehind(behind, last, lists) {
  const typed = pairOf(behind, [last.folded]), exact = lists.count(typed);
  const further = (await lists.beginning(typed, MOST_SHARDS)).filter((key) => key !== typed).slice(0, MOST_COMPLETIONS);
  for (const key of further) {
    if (exact && lists.count(key) < exact) continue;
    const factor = exact ? COMPLETED_TOO : COMPLETED;
    last.choices.push({ syllables: [[key.slice(behind[0].length + 1), ANY]], factor, behind, completed: true });
  }
  return further.length > 0;
}

/** Take the parts of a word with digits in it for VNI, where the archive knows no such neighbours. */
export function readVni(query, lists, words) {
  for (const { word, start } of query.chunks) {
    const inside = query.terms.filter((term) => term.start >= start && term.end <= start + word.length);
    const form = /^[a-zđ]+[1-9]/.test(word) && inside.length > 1 && !inside[0].quoted ? fromVni(word) : null;
    if (!form || !words.has(foldedForm(form))) continue;
    if (inside.slice(1).every((term, step) => lists.count(pairOf([inside[step].folded], [term.folded])))) continue;
    const folded = foldedForm(form), choices = [{ syllables: [[folded, form]], factor: 1 }];
    const term = { form, folded, start, end: start + word.length, also: [], date: false, word: true, weight: 1, typed: word, mended: true, choices };
    query.terms.splice(query.terms.indexOf(inside[0]), inside.length, term);
    query.marked = true;
    query.meant.push({ term, syllables: choices[0].syllables });
  }
}

function foldedForm(form) {
  return syllable(form.replace(/[1-5]+$/, ""))[1];
}

/** Add what may have been meant by words that the archive does not have or, with `too`, has nowhere beside these. */
export async function mend(query, lists, words, too) {
  for (let at = 0; at < query.terms.length; at++) {
    const term = query.terms[at];
    if (!term.word || term.mended || term.common || term.quoted || term.weight < 0.4) continue;
    const unknown = !lists.count(term.folded);
    if (unknown ? term.choices.some((choice) => choice.completed || choice.long) : !(too && query.terms.length <= MOST_TERMS && stray(query.terms, at, lists))) continue;
    const chosen = await likeliest(query.terms, at, lists, words, unknown);
    if (!chosen.length) continue;
    term.mended = true;
    for (const { syllables, worth } of chosen) {
      const factor = (unknown ? MEANT : MEANT_TOO) * Math.max(0.4, worth / chosen[0].worth);
      term.choices.push({ syllables, factor });
    }
    query.meant.push({ term, syllables: chosen[0].syllables });
  }
  await lists.load(keysOf(query.terms));
}

/** Tell whether a known word has neighbours, and stands beside none of them anywhere. */
function stray(terms, at, lists) {
  const [before, term, after] = [terms[at - 1], terms[at], terms[at + 1]];
  const beside = [[before, term], [term, after]].filter(([one, other]) => one && other && adjacent(one, other));
  return term.folded.length > 1 && beside.length > 0 && !beside.some(([one, other]) => lists.count(pairOf([one.folded], [other.folded])));
}

/** Rate what a word may stand for by how it joins its neighbours, and give the best few. */
async function likeliest(terms, at, lists, words, unknown) {
  const term = terms[at], candidates = candidatesFor(term, words, unknown);
  const before = at > 0 && adjacent(terms[at - 1], term) ? terms[at - 1] : null;
  const after = at + 1 < terms.length && adjacent(term, terms[at + 1]) ? terms[at + 1] : null;
  if (before) await lists.load(candidates.map(({ syllables }) => pairOf(before.choices[0].syllables.at(-1), syllables[0])));
  rateAll(candidates, before, null, lists);
  candidates.splice(MOST_RATED);
  await lists.load(candidates.flatMap(({ syllables }) => [
    ...(after ? [pairOf(syllables.at(-1), after.choices[0].syllables[0])] : []),
    ...inner(syllables),
  ]));
  rateAll(candidates, before, after, lists);
  const nowhere = candidates.every((one) => !one.joined);
  const kept = candidates.filter((one) => !one.broken && (unknown ? one.joined || one.likely >= 0.95 || nowhere : one.everywhere));
  return kept.slice(0, MOST_MEANT).filter((one) => one.worth >= kept[0].worth * 0.35);
}

function inner(syllables) {
  return syllables.slice(1).map((one, step) => pairOf(syllables[step], one));
}

function rateAll(candidates, before, after, lists) {
  for (const candidate of candidates) {
    const { syllables, likely, often } = candidate, inside = inner(syllables).map((key) => lists.count(key));
    const left = before ? Math.max(...before.choices.map((one) => lists.count(pairOf(one.syllables.at(-1), syllables[0])))) : 0;
    const right = after ? Math.max(...after.choices.map((one) => lists.count(pairOf(syllables.at(-1), one.syllables[0])))) : 0;
    const counts = [left, right, ...inside];
    candidate.joined = counts.reduce((sum, count) => sum + count, 0);
    candidate.broken = inside.includes(0);
    candidate.everywhere = (!before || left > 0) && (!after || right > 0);
    const worth = likely * (0.6 + counts.reduce((sum, count) => sum + Math.log2(1 + count), 0)) + often * 0.03;
    candidate.worth = Math.floor(worth * 1000 + 0.5) / 1000;
  }
  candidates.sort((one, other) => other.worth - one.worth || inOrder(one, other));
}

function candidatesFor(term, words, unknown) {
  const found = [], { folded } = term;
  const form = unknown ? fromTelex(term.typed) : null;
  if (form && words.has(foldedForm(form))) {
    found.push({ syllables: [[foldedForm(form), form]], likely: 1.5, often: words.get(foldedForm(form)) });
  }
  for (const [word, often] of words) {
    const likely = folded.length > (unknown ? 1 : 2) && Math.abs(word.length - folded.length) < 3 && word !== folded ? slip(folded, word) : 0;
    if (likely) found.push({ syllables: [[word, ANY]], likely, often });
  }
  const frequent = (part) => (words.get(part) || 0) > 1;
  for (const parts of unknown && folded.length > 3 ? divisions(folded, frequent) : []) {
    found.push({ syllables: parts.map((part) => [part, ANY]), likely: 1.1 / (parts.length - 1), often: 1 });
  }
  found.sort((one, other) => other.likely - one.likely || other.often - one.often || inOrder(one, other));
  return found.slice(0, MOST_CANDIDATES);
}

function inOrder(one, other) {
  const [left, right] = [one, other].map(({ syllables }) => syllables.map(([folded]) => folded).join(" "));
  return left < right ? -1 : left > right ? 1 : 0;
}
