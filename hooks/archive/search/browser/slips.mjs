// What was meant by a word that the archive does not have: slips of the finger, and what Telex and VNI leave behind.

import { syllable } from "./text.mjs";

const KEYS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const NEIGHBOURS = new Set();
KEYS.forEach((row, line) => Array.from(row).forEach((key, at) => {
  for (const other of [row[at + 1], ...(KEYS[line + 1] || "").slice(Math.max(0, at - 1), at + 1)]) {
    if (other) NEIGHBOURS.add(key + other).add(other + key);
  }
}));

// Spellings of what sounds the same, or nearly, in one region or another.
const SOUNDS = [[/^(?:gi|[rzj])(?=[aeouy])/, "d"], [/^gi/, "di"], [/^tr/, "ch"], [/^x/, "s"], [/^[kq]/, "c"], [/^f/, "ph"],
  [/^n(?=[aeiouy])/, "l"], [/y/g, "i"], [/k$/, "c"]];

/** Write a folded syllable as it sounds. */
export function sound(word) {
  return SOUNDS.reduce((said, [spelt, as]) => said.replace(spelt, as), word);
}

/** Say how likely `typed` is a slip for `meant`, from 0 (not one slip away) to 1. */
export function slip(typed, meant) {
  if (sound(typed) === sound(meant)) return 0.95;
  const shorter = Math.min(typed.length, meant.length);
  let head = 0, tail = 0;
  while (head < shorter && typed[head] === meant[head]) head++;
  while (tail < shorter - head && typed[typed.length - 1 - tail] === meant[meant.length - 1 - tail]) tail++;
  const was = typed.slice(head, typed.length - tail), is = meant.slice(head, meant.length - tail);
  if (was.length === 2 && is.length === 2 && was[0] === is[1] && was[1] === is[0]) return 1;
  if (was.length === 1 && is.length === 1) return NEIGHBOURS.has(was + is) ? 0.9 : 0.6;
  if (was.length === 0 && is.length === 1) return 0.9;
  if (was.length === 1 && is.length === 0) {
    const beside = typed[head - 1] === was || NEIGHBOURS.has(was + typed[head - 1]) || NEIGHBOURS.has(was + typed[head + 1]);
    return beside ? 0.95 : 0.8;
  }
  return 0;
}

const VOWEL = /[aeiouyăâêôơư]/;
const TELEX_TONES = { s: "1", f: "2", r: "3", x: "4", j: "5" };

/** Read a word as Telex typed without its editor: “ngoaij” is `ngoai5`; null where it has none of its letters. */
export function fromTelex(word) {
  const first = word.search(VOWEL);
  if (first < 0) return null;
  let tone = "";
  let rest = word.slice(0, first) + word.slice(first).replace(/[sfrxj]/g, (letter) => {
    tone = TELEX_TONES[letter];
    return "";
  });
  rest = rest.replace(/^dd/, "đ").replace(/^d(.+)d$/, "đ$1");
  rest = rest.replace(/aa/, "â").replace(/ee/, "ê").replace(/oo/, "ô").replace(/u?w?ow|uow/, (span) => (span === "ow" ? "ơ" : "ươ"));
  rest = rest.replace(/aw/, "ă").replace(/uw/, "ư");
  rest = rest.replace(/([aeo])([^aeo]+)\1$/, (_, vowel, between) => ({ a: "â", e: "ê", o: "ô" })[vowel] + between);
  rest = rest.replace(/^(.*?)(uo|u|o|a)([^w]*)w$/, (_, before, vowel, after) => before + { uo: "ươ", u: "ư", o: "ơ", a: "ă" }[vowel] + after);
  const form = rest + tone;
  return form === word ? null : form;
}

const VNI = { a6: "â", e6: "ê", o6: "ô", o7: "ơ", u7: "ư", a8: "ă", d9: "đ" };

/** Read a word as VNI typed without its editor: “ngoa5i” is `ngoai5`; null where its digits mean nothing. */
export function fromVni(word) {
  let tone = "", rest = "";
  for (const sign of word) {
    if (/[1-5]/.test(sign)) tone = sign;
    else if (/[6-9]/.test(sign)) {
      const letters = Array.from(rest);
      if (sign === "7") {
        const joined = rest.replace(/uo(?=[^uo]*$)/, "ươ");
        if (joined !== rest) {
          rest = joined;
          continue;
        }
      }
      let at = letters.length - 1;
      while (at >= 0 && !VNI[letters[at] + sign]) at--;
      if (at < 0) return null;
      letters[at] = VNI[letters[at] + sign];
      rest = letters.join("");
    } else if (/[0-9]/.test(sign)) return null;
    else rest += sign;
  }
  // Some of its marks may be there already: “d9ính”.
  const [form, folded] = syllable(rest);
  return VOWEL.test(folded) ? form + tone : null;
}

/** Divide a word into two to four known syllables, every way there is. */
export function divisions(word, known, most = 4) {
  const found = [];
  for (let end = 1; end < word.length && most > 1; end++) {
    const head = word.slice(0, end), rest = word.slice(end);
    if (!known(head)) continue;
    if (known(rest)) found.push([head, rest]);
    for (const more of divisions(rest, known, most - 1)) found.push([head, ...more]);
  }
  return found;
}
