// What a query asks for: its terms with every way to meet them, its quoted phrases, and the facets that it names.

import { lowered, syllable, tokens } from "./text.mjs";

// Words that a question is asked with, as folded phrases: what answers it does not hold them.
const QUESTION = [
  "la gi", "nhung gi", "lam gi", "cai gi", "gi", "nhu the nao", "the nao", "ra sao", "vi sao", "tai sao", "lam sao",
  "bao nhieu", "bao gio", "bao lau", "khi nao", "luc nao", "ngay nao", "thang nao", "nam nao", "noi nao", "o dau",
  "dau la", "may gio", "ai la", "ai da", "co phai", "phai khong", "hay khong", "co khong", "duoc khong", "dung khong",
  "khong a", "khong vay", "cho hoi", "xin hoi", "toi muon", "muon biet", "tim hieu ve", "don vi nao", "xa nao", "co quan nao",
  "nuoc nao", "lang nao", "to chuc nao", "nhung ai", "nao",
].map((phrase) => phrase.split(" ")).sort((one, other) => other.length - one.length);
// Words that join others, as they are written; where a query has no marks, only those that are hardly anything else.
const JOINING = new Set(["cua3", "va2", "nhưng4", "đươc5", "cac1", "vê2", "tai5", "trong", "cho", "vơi1", "thi2", "la2", "co1", "đa4", "ơ3", "bi5", "theo", "va", "o"]);
const JOINING_PLAIN = new Set(["cua", "va", "nhung", "duoc", "cac", "voi", "theo", "o"]);
const QUESTION_END = new Set(["khong", "chua", "vay", "nhi", "a"]);
const IN_QUESTION = 0.12, JOINS = 0.35, DATE = 1.5, FULL_DATE = 2.5;
// How much less a wider date says than the date that was asked for.
const WIDER = { day: [0.6, 0.45, 0.1, 0.15], other: [0.5, 0.35, 0.2, 0.15] };

// Nobody types more; what is longer is an attack or an accident.
const MOST_LETTERS = 200, MOST_TERMS_READ = 40;

const QUOTED = /["“”„«»]([^"“”„«»]+)["“”„«»]/gu;
const CHUNK = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * Read a query. A term is a token of it with `typed`, `weight`, `word` (neither number nor date) and `choices`, the ways
 * to meet it: {syllables: [[folded, form], …], factor}. A choice with a `group` meets several terms at once.
 */
export function parsed(text, { aliases, names, common }) {
  const whole = text.normalize("NFC").slice(0, MOST_LETTERS);
  const chunks = Array.from(lowered(whole).matchAll(CHUNK), (match) => ({ word: match[0], start: match.index }));
  const chunkAt = new Map(chunks.map(({ word, start }) => [start, word]));
  const terms = tokens(whole, aliases).slice(0, MOST_TERMS_READ).map((token) => {
    const choices = [{ syllables: [[token.folded, token.form]], factor: 1 }];
    const factors = token.also.length === 4 ? WIDER.day : WIDER.other;
    if (token.date) token.also.forEach((name, at) => choices.push({ syllables: [[name, name]], factor: factors[at] }));
    const typed = chunkAt.get(token.start) || whole.slice(token.start, token.end);
    return { ...token, typed, word: !token.date && !/^[0-9]/.test(token.form), weight: 1, choices };
  });
  const phrases = Array.from(whole.matchAll(QUOTED), ({ index, 0: span }) => ({ start: index, end: index + span.length }));
  // What was typed counts, not the name that it is a spelling of: “dak po” has no marks.
  const marked = terms.some((term) => term.word && /[^ -~]/.test(term.typed));
  weigh(terms, phrases, whole, marked);
  setCommon(terms, common);
  initials(terms, whole, names);
  return {
    text: whole, terms, phrases, chunks, marked, meant: [],
    open: /[\p{L}\p{M}]$/u.test(whole) && terms.length > 0,
    understood: understood(terms, whole, names),
  };
}

/** Leave the lists of words that most documents have unread where a word beside them says more. */
function setCommon(terms, common) {
  terms.forEach((term, at) => {
    const beside = [terms[at - 1], terms[at + 1]].some((other) => other && adjacent(other, term));
    term.common = term.joining ? terms.length > 1 : common.has(term.folded) && beside;
  });
}

/** Tell whether two terms in a row are neighbours in a text as well, and worth asking for as such. */
export function adjacent(term, next) {
  return !term.date && !next.date && !term.joining && !next.joining;
}

/** Give the terms that stand between two places of a query. */
export function termsIn(terms, { start, end }) {
  return terms.filter((term) => term.start >= start && term.end <= end);
}

function weigh(terms, phrases, text, marked) {
  const quoted = phrases.flatMap((phrase) => termsIn(terms, phrase));
  terms.forEach((term) => {
    term.joining = (marked ? JOINING : JOINING_PLAIN).has(term.form);
    if (term.joining) term.weight = JOINS;
    if (term.date) term.weight = term.also.length === 4 ? FULL_DATE : DATE;
  });
  for (let at = 0; at < terms.length; at++) {
    const phrase = QUESTION.find((words) => words.every((word, step) => terms[at + step]?.folded === word));
    const alone = phrase && terms.length === phrase.length;
    // Unmarked, “nao” and “gi” may be other words; marked, they must be these.
    if (!phrase || alone || !phrase.every((word, step) => fits(terms[at + step]))) continue;
    for (let step = 0; step < phrase.length; step++) terms[at + step].weight = IN_QUESTION;
    at += phrase.length - 1;
  }
  const last = terms.at(-1);
  if (terms.length > 2 && (/\?\s*$/.test(text) || last.form !== last.folded) && QUESTION_END.has(last.folded) && fits(last)) {
    last.weight = IN_QUESTION;
  }
  quoted.forEach((term) => Object.assign(term, { weight: 1, joining: false, quoted: true }));
}

const QUESTION_FORMS = new Set(["gi2", "nao2", "la2", "nhưng4", "lam2", "cai1", "như", "thê1", "ra", "sao", "vi2", "tai5", "bao", "nhiêu",
  "giơ2", "lâu", "khi", "luc1", "ngay2", "thang1", "năm", "nơi", "ơ3", "đâu", "mây1", "ai", "đa4", "co1", "phai3", "không", "hay",
  "đươc5", "đung1", "a5", "vây5", "cho", "hoi3", "xin", "tôi", "muôn1", "biêt1", "tim2", "hiêu3", "vê2", "đơn", "vi5", "xa4", "cơ", "quan",
  "nươc1", "lang2", "tô3", "chưc1", "chưa", "nhi3"]);

function fits(term) {
  return term.form === term.folded || QUESTION_FORMS.has(term.form);
}

/** Read the list of short forms, [[short, long], …], once. */
export function shortFormsOf(abbreviations) {
  return abbreviations.map(([short, long]) => {
    const [some, all] = [short, long].map((name) => tokens(name).map(({ folded, form }) => [folded, form]));
    return { short: some, long: all };
  });
}

/** Tell whether a query has letters that are no syllable, and so may be a short form. */
export function needsShortForms({ terms }) {
  return terms.some((term) => term.word && !SYLLABLE.test(term.folded));
}

/** Let a short form be met by its long form, and the other way round. */
export function addShortForms({ terms }, list) {
  for (const { short, long } of list) {
    for (let at = 0; at < terms.length; at++) {
      const quoted = terms.slice(at, at + long.length).some((term) => term.quoted);
      if (short.length === 1 && !terms[at].quoted && stands(short, terms, at)) terms[at].choices.push({ syllables: long, factor: 0.9, long: true });
      if (short.length === 1 && !quoted && stands(long, terms, at)) {
        const choice = { syllables: short, factor: 0.75, group: {} };
        terms.slice(at, at + long.length).forEach((term) => term.choices.push(choice));
      }
    }
  }
}

const SYLLABLE = /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/;
const MOST_LONG = 6;

/** Let letters that are no syllable (“vhtt”, “VH-TT&TT”) be met by the words of a name that begin with them. */
function initials(terms, text, names) {
  for (let at = 0; at < terms.length; at++) {
    let end = at;
    const short = (term) => term && term.word && !term.quoted && term.folded.length < 8 && !SYLLABLE.test(term.folded) && !/[1-5]$/.test(term.form);
    while (short(terms[end]) && (end === at || /^[-&./]$/.test(text.slice(terms[end - 1].end, terms[end].start)))) end++;
    if (end === at) continue;
    const letters = terms.slice(at, end).map((term) => term.folded).join("");
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
    for (const syllables of [...long.values()].slice(0, MOST_LONG)) {
      const choice = { syllables, factor: letters.length > 2 ? 0.9 : 0.6, long: true };
      if (end - at === 1) terms[at].choices.push(choice);
      else terms.slice(at, end).forEach((term) => term.choices.push({ ...choice, group: choice }));
    }
    at = end - 1;
  }
}

/** Tell whether syllables stand among the terms at a place, written as they are or without marks. */
function stands(syllables, terms, at) {
  return syllables.every(([folded, form], step) => {
    const term = terms[at + step];
    return term !== undefined && term.folded === folded && (term.form === folded || term.form === form);
  });
}

const HALF = { dau: "H1", cuoi: "H2" };

/** Find the facets that a query names: [{facet, values, label}]. */
function understood(terms, text, names) {
  const found = [];
  const periods = new Map((names.get("period") || []).map(({ value, label }) => [value, label]));
  const folded = terms.map((term) => term.folded);
  const period = (value) => {
    if (periods.has(value)) found.push({ facet: "period", values: [value], label: periods.get(value) });
  };
  for (let at = 0; at < terms.length; at++) {
    const half = /^(?:(?:6|sau) thang|nua) (dau|cuoi) (?:nam )?((?:19|20)\d\d) /.exec(folded.slice(at, at + 5).join(" ") + " ");
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
