// What a result shows: the piece of its text that answers most, with the places to be marked.

import { likeness } from "./terms.mjs";

const LENGTH = 220, BEFORE = 40, TELLING = 60;

/** Say what is to be marked: folded → [{form, at, typed}], `typed` letters of an unfinished word, else all; and for how
 *  many terms. */
export function marking({ terms, marked }) {
  const shown = new Map();
  terms.forEach((term, at) => {
    for (const { syllables, completed } of term.weight < 0.3 ? [] : term.choices) {
      for (const [folded, form] of syllables) {
        if (!shown.has(folded)) shown.set(folded, []);
        shown.get(folded).push({ form, at, typed: completed ? term.end - term.start : 0 });
      }
    }
  });
  const asked = new Set([...shown.values()].flatMap((several) => several.map(({ at }) => at)));
  return { shown, marked, terms: asked.size };
}

/** Find the places of a line that answer the query: [{start, end, met}], neighbours joined. */
export function marksIn(line, { shown, marked, terms }, tokensOf) {
  const found = [];
  for (const token of tokensOf(line)) {
    const names = [[token.folded, token.form], ...token.also.map((name) => [name, name])];
    const answers = names.flatMap(([name, form]) => (shown.get(name) || []).filter((one) => likeness(one.form, form, marked) > 0.4));
    if (!answers.length) continue;
    const [{ at, typed }] = answers, end = typed ? Math.min(token.end, token.start + typed) : token.end;
    const last = found.at(-1);
    if (last && token.start <= last.end + 1) {
      last.end = Math.max(last.end, end);
      last.met.add(at);
    } else found.push({ start: token.start, end, met: new Set([at]) });
  }
  return marked ? found : meant(found, terms);
}

/** Leave out what is hardly meant: of letters without marks, one syllable alone is many words. It stays where it is all
 *  that was asked, or where others that were asked stand in the line but not beside it. */
function meant(found, terms) {
  const allOf = (marks) => new Set(marks.flatMap(({ met }) => [...met]));
  const joined = allOf(found.filter(({ met }) => met.size > 1));
  const kept = found.filter(({ met }) => met.size > 1 || ![...met].every((at) => joined.has(at)));
  return terms === 1 || allOf(kept).size > 1 ? kept : [];
}

/** Choose the excerpt of a passage: {excerpt, marks}, the marks as [start, end] in it. */
export function excerptOf(lines, shown, tokensOf) {
  // Where nothing is marked: the first line that is more than a heading.
  const telling = lines.find((line) => [...line].length >= TELLING) ?? lines[0] ?? "";
  let best = { line: telling, marks: [], start: 0, worth: 0 };
  for (const line of lines) {
    const marks = marksIn(line, shown, tokensOf);
    marks.forEach(({ start }, first) => {
      const near = marks.slice(first).filter((mark) => mark.end - start <= LENGTH - BEFORE);
      const worth = new Set(near.flatMap((mark) => [...mark.met])).size + 0.5 * Math.max(0, ...near.map((mark) => mark.met.size));
      if (worth > best.worth) best = { line, marks, start, worth };
    });
  }
  const { line, marks } = best;
  const from = line.length <= LENGTH ? 0 : wordStart(line, Math.max(0, Math.min(best.start - BEFORE, line.length - LENGTH)));
  const gap = line.lastIndexOf(" ", from + LENGTH);
  const to = line.length <= from + LENGTH ? line.length : gap > from + BEFORE ? gap : from + LENGTH;
  const excerpt = (from ? "…" : "") + line.slice(from, to) + (to < line.length ? "…" : ""), shift = from ? from - 1 : 0;
  const inside = marks.filter(({ start, end }) => start >= from && end <= to).map(({ start, end }) => [start - shift, end - shift]);
  return { excerpt, marks: inside };
}

function wordStart(line, at) {
  return at ? line.lastIndexOf(" ", at) + 1 : 0;
}
