// What a query asks for: its terms with every way to meet them, its quoted phrases, and the facets that it names.

import { addInitials, understood } from "./naming.mjs";
import { adjacent, termsIn } from "./terms.mjs";
import { lowered, tokens } from "./text.mjs";

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

// Months are counted in words or in figures, and shortened behind a figure: “sáu tháng”, “6 tháng”, “6th”.
const COUNTS = new Map([["ba", "3"], ["sau", "6"], ["chin", "9"], ["muoi", "10"]]);
const OF_MONTH = ["thang", "thang1"], SHORT_MONTH = new Set(["t", "th"]), COUNTED = 0.9;

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
  countMonths(terms);
  addInitials(terms, whole, names);
  return {
    text: whole, terms, phrases, chunks, marked, meant: [],
    open: /[\p{L}\p{M}]$/u.test(whole) && terms.length > 0,
    understood: understood(terms, whole, names),
  };
}

function countMonths(terms) {
  terms.slice(1).forEach((month, at) => {
    const count = terms[at];
    if (month.quoted || count.quoted) return;
    const figure = month.folded === OF_MONTH[0] ? COUNTS.get(count.folded) : undefined;
    if (figure) count.choices.push({ syllables: [[figure, figure]], factor: COUNTED });
    else if (SHORT_MONTH.has(month.folded) && /^[0-9]+$/.test(count.folded)) month.choices.push({ syllables: [OF_MONTH], factor: COUNTED });
  });
}

/** Leave the lists of words that most documents have unread where a word beside them says more. */
function setCommon(terms, common) {
  terms.forEach((term, at) => {
    const beside = [terms[at - 1], terms[at + 1]].some((other) => other && adjacent(other, term));
    term.common = term.joining ? terms.length > 1 : common.has(term.folded) && beside;
  });
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
