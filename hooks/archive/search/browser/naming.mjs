// The names in a query: short forms and what they stand for, and the facets that are asked for by their names.

import { stands } from "./terms.mjs";
import { tokens } from "./text.mjs";

/** Read the list of short forms, [[short, long], …], once. */
export function shortFormsOf(abbreviations) {
  return abbreviations.map(([short, long]) => {
    const [some, all] = [short, long].map((name) => tokens(name).map(({ folded, form }) => [folded, form]));
    return { short: some, long: all, letters: some.map(([, form]) => form).join(""), folded: some.map(([folded]) => folded).join("") };
  });
}

/** Tell whether a query has letters that are no syllable, and so may be a short form. */
export function needsShortForms({ terms }) {
  return terms.some((term) => term.word && !SYLLABLE.test(term.folded));
}

/**
 * Let a short form be met by its long form, and the other way round. Letters may be joined by signs (“LĐ-TB&XH”), or put
 * together of short forms (“PGDĐT”: P, GDĐT).
 */
export function addShortForms({ terms, text }, list) {
  for (const { short, long } of list) {
    for (let at = 0; at < terms.length; at++) {
      const quoted = terms.slice(at, at + long.length).some((term) => term.quoted);
      if (short.length === 1 && !terms[at].quoted && stands(short, terms, at)) terms[at].choices.push({ syllables: long, factor: SHORT, long: true });
      if (long.length > 1 && !quoted && stands(long, terms, at)) {
        const choice = { syllables: short, factor: 0.75, group: {} };
        terms.slice(at, at + long.length).forEach((term) => term.choices.push(choice));
      }
    }
  }
  for (const run of shortRuns(terms, text)) {
    const typed = run.map((term) => term.form).join(""), exact = list.filter((one) => fitsShort(one, typed));
    if (exact.length && run.length > 1) letMeet(run, exact.map(({ long }) => long), SHORT);
    else if (!exact.length) letMeet(run, composed(typed, list), COMPOSED);
  }
}

/** Tell whether letters may be typed for a short form: with their marks or without. */
function fitsShort({ letters, folded }, typed) {
  return typed.length === folded.length && Array.from(typed).every((one, at) => one === letters[at] || one === folded[at]);
}

/** Put letters together of two or three short forms, one of which at least has two letters; the first few ways. */
function composed(typed, list, most = 3) {
  const found = [];
  for (const head of typed.length < 3 ? [] : list) {
    const length = head.letters.length, rest = typed.slice(length);
    if (!rest || !fitsShort(head, typed.slice(0, length))) continue;
    const tails = list.filter((one) => one.letters.length + length > 2 && fitsShort(one, rest)).map(({ long }) => long);
    if (most > 2) tails.push(...composed(rest, list, most - 1));
    found.push(...tails.map((tail) => [...head.long, ...tail]));
  }
  return found.slice(0, MOST_LONG);
}

const SYLLABLE = /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/;
const SHORT = 0.9, COMPOSED = 0.8, MOST_LONG = 6;

/** Let letters that are no syllable (“vhtt”, “VH-TT&TT”) be met by the words of a name that begin with them. */
export function addInitials(terms, text, names) {
  for (const run of shortRuns(terms, text)) {
    const letters = run.map((term) => term.folded).join("");
    letMeet(run, beginning(letters, names), letters.length > 2 ? SHORT : 0.6);
  }
}

/** Find the words of names that begin with the letters, “và” passed over; the first few. */
function beginning(letters, names) {
  const long = new Map();
  for (const { syllables } of [...names.values()].flat()) {
    const said = syllables.filter(([folded]) => folded !== "va");
    for (let first = 0; letters.length > 1 && first + letters.length <= said.length; first++) {
      const words = said.slice(first, first + letters.length);
      if (words.every(([folded], step) => folded[0] === letters[step]) && words.some(([folded]) => folded.length > 1)) {
        const from = syllables.indexOf(words[0]), to = syllables.indexOf(words.at(-1));
        long.set(words.map(([, form]) => form).join(" "), syllables.slice(from, to + 1));
      }
    }
  }
  return [...long.values()].slice(0, MOST_LONG);
}

function letMeet(run, long, factor) {
  for (const syllables of long) {
    const choice = { syllables, factor, long: true };
    for (const term of run) term.choices.push(run.length === 1 ? choice : { ...choice, group: choice });
  }
}

/** Find the letters that are no syllable, those that signs join together. */
function shortRuns(terms, text) {
  const runs = [];
  const short = (term) => term && term.word && !term.quoted && term.folded.length < 8 && !SYLLABLE.test(term.folded) && !/[1-5]$/.test(term.form);
  for (let at = 0; at < terms.length; at++) {
    let end = at;
    while (short(terms[end]) && (end === at || /^[-&./]$/.test(text.slice(terms[end - 1].end, terms[end].start)))) end++;
    if (end === at) continue;
    runs.push(terms.slice(at, end));
    at = end - 1;
  }
  return runs;
}

const HALF = { dau: "H1", cuoi: "H2" };

/** Find the facets that a query names: [{facet, values, label}]. */
export function understood(terms, text, names) {
  const found = [];
  const periods = new Map((names.get("period") || []).map(({ value, label }) => [value, label]));
  const folded = terms.map((term) => term.folded);
  const period = (value) => {
    if (periods.has(value)) found.push({ facet: "period", values: [value], label: periods.get(value) });
  };
  for (let at = 0; at < terms.length; at++) {
    const half = /^(?:(?:6|sau) (?:thang|th?)|nua) (dau|cuoi) (?:nam )?((?:19|20)\d\d) /.exec(folded.slice(at, at + 5).join(" ") + " ");
    if (half) {
      period(`${half[2]}-${HALF[half[1]]}`);
      at += half[0].trim().split(" ").length - 1;
      continue;
    }
    const quarter = /^q([1-4])\/(\d{4})$/.exec(folded[at]);
    const month = /^(\d+)\/(\d{4})$/.exec(folded[at]);
    if (quarter) period(`${quarter[2]}-Q${quarter[1]}`);
    else if (month && terms[at].date) period(`${month[2]}-M${month[1].padStart(2, "0")}`);
    else if (/^(?:19|20)\d\d$/.test(folded[at]) && !/[-/]/.test(text[terms[at].start - 1] || "")) period(folded[at]);
  }
  for (const facet of ["unit", "channel"]) {
    let best = null;
    for (const { value, label, syllables } of names.get(facet) || []) {
      if (syllables.length < (best ? best.length : 2) || !terms.some((_, at) => stands(syllables, terms, at))) continue;
      const forms = syllables.map(([, form]) => form).join(" ");
      // The same name in two spellings is one name; of two names that are as long, the first is taken.
      if (!best || syllables.length > best.length) best = { facet, values: [value], label, forms, length: syllables.length };
      else if (forms === best.forms && !best.values.includes(value)) best.values.push(value);
    }
    if (best) found.push(best);
  }
  return found;
}

/** Read the names that facets are asked for by, once. */
export function namesOf(facets, aliases) {
  return new Map(Object.entries(facets).map(([facet, { values }]) => [facet, values.flatMap(([value, label, ...others]) =>
    [label, ...others].map((name) => ({ value, label, syllables: tokens(name, aliases).map(({ folded, form }) => [folded, form]) })))]));
}
