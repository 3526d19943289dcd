// The terms of a query as they stand beside each other, and how well what is written answers what was asked.

import { syllable } from "./text.mjs";

/** Tell whether two terms in a row are neighbours in a text as well, and worth asking for as such. */
export function adjacent(term, next) {
  return !term.date && !next.date && !term.joining && !next.joining;
}

/** Give the terms that stand between two places of a query. */
export function termsIn(terms, { start, end }) {
  return terms.filter((term) => term.start >= start && term.end <= end);
}

/** Tell whether syllables stand among the terms at a place, written as they are or without marks. */
export function stands(syllables, terms, at) {
  return syllables.every(([folded, form], step) => {
    const term = terms[at + step];
    return term !== undefined && term.folded === folded && (term.form === folded || term.form === form);
  });
}

/** Join a key of two neighbouring syllables. */
export function pairOf([one], [other]) {
  return `${one} ${other}`;
}

/** The form of a syllable that was not typed, but is taken to be meant. */
export const ANY = "*";

/** Say how well what is written answers what was asked: 1 the same, less with other marks. */
export function likeness(asked, written, marked) {
  if (asked === written) return 1;
  const gap = asked.indexOf(" ");
  if (gap >= 0) {
    const other = written.indexOf(" ");
    return likeness(asked.slice(0, gap), written.slice(0, other), marked) * likeness(asked.slice(gap + 1), written.slice(other + 1), marked);
  }
  if (asked === ANY) return 1;
  if (isPlain(asked)) return marked ? 0.6 : 1;
  if (isPlain(written)) return 0.5;
  return partly(asked, written) ? 0.7 : 0.2;
}

function isPlain(form) {
  return /^[ -~]*$/.test(form) && !/[a-z][1-5]+$/.test(form);
}

/** Tell whether each mark of the one is a mark of the other too. */
function partly(asked, written) {
  const [, askedLetters, askedTone] = /^(.*?)([1-5]*)$/.exec(asked), [, letters, tone] = /^(.*?)([1-5]*)$/.exec(written);
  if (askedTone && askedTone !== tone) return false;
  const one = Array.from(askedLetters), other = Array.from(letters);
  return one.length === other.length && one.every((letter, at) => letter === other[at] || syllable(other[at])[1] === letter);
}
