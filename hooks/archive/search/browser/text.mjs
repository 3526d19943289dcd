// From text to tokens: the rules of archive/search/text.py, word for word; tests/golden/tokens.tsv holds both to them.

const TONES = { "\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5" };
const STROKES = { đ: "d", ð: "d", ƀ: "b" };

const WORD = String.raw`(?:[\p{L}\p{Nl}\p{No}][\u0300-\u036f]*)+`;
const GAP = String.raw`[ \t\r\n\u00a0]`;
const DAY = "(?:[12][0-9]|3[01]|0?[1-9])", MONTH = "(?:1[0-2]|0?[1-9])", YEAR = "(?:19|20)[0-9]{2}";
const ENDS = "(?![0-9]|[.,][0-9])";
const ON = `(?:ng[àa]y${GAP}+)`;
const OF_YEAR = `(?:${GAP}*(?:[/\\-]|,?${GAP}*n[ăa]m${GAP})${GAP}*${YEAR}(?![0-9]))?`;
const SIGN = `${WORD}[0-9]{0,3}`;
const KINDS = ["plain", "year_first", "full", "short_year", "number", "day", "month", "quarter", "digits", "word"];
const SCAN = new RegExp([
  `(?<plain>(?![nmtq])${WORD})`,
  `(?<year_first>${ON}?${YEAR}-${MONTH}-${DAY}(?![0-9]))`,
  `(?<full>${ON}?${DAY}${GAP}?(?<a>[/.\\-])${GAP}?${MONTH}${GAP}?\\k<a>${GAP}?${YEAR}(?![0-9]))`,
  `(?<short_year>${ON}?${DAY}(?<b>[/\\-])${MONTH}\\k<b>[0-9]{2}(?![0-9/\\-]))`,
  `(?<number>[0-9]{1,6}(?:[/\\-]${YEAR})?[/\\-]${SIGN}(?:[\\-/.&]${SIGN})*)`,
  `(?<day>(?:${ON}?(?:m[ùồuo]ng${GAP}+)?${DAY}${GAP}+th[áa]ng${GAP}+${MONTH}${ENDS}${OF_YEAR})` +
    `|${ON}${DAY}[/.\\-]${MONTH}${ENDS}|${DAY}/${MONTH}(?![0-9/]|[.,\\-][0-9]))`,
  `(?<month>th[áa]ng${GAP}+${MONTH}(?:\\.${YEAR}(?![0-9])|${ENDS}${OF_YEAR})|t${MONTH}[/.\\-]${YEAR}(?![0-9])|${MONTH}[/\\-]${YEAR}(?![0-9/]))`,
  `(?<quarter>(?:qu[ýyíi]${GAP}+|q)(?:iv|i{1,3}|[1-4])(?!${WORD})${ENDS}${OF_YEAR})`,
  "(?<digits>[0-9]+(?:[.,][0-9]+)*)",
  `(?<word>${WORD})`,
].join("|"), "gu");
const PARTS = new RegExp(`[0-9]+|${WORD}`, "gu");
const THOUSANDS = /^([0-9]{1,3}(?:([.,])[0-9]{3})(?:\2[0-9]{3})*)(?:[.,]([0-9]+))?$/;
const WITH_YEAR = new RegExp(`^[0-9]+[/-]${YEAR}[/-]`);
const ROMAN_QUARTER = /(?:[ \t\r\n\u00a0]|^q)(i{1,3}|iv)(?![a-z])/;
const ROMAN = { i: "1", ii: "2", iii: "3", iv: "4" };

/** Give a text in NFC and lower case, each character where it was. */
export function lowered(text) {
  text = text.normalize("NFC");
  const low = text.toLowerCase();
  if (low.length === text.length) return low;
  return Array.from(text, (char) => {
    const one = char.toLowerCase();
    return one.length === char.length ? one : char;
  }).join("");
}

/** Take a paragraph apart into {form, folded, start, end, also, date}. */
export function tokens(text, aliases) {
  const found = [];
  for (const match of lowered(text).matchAll(SCAN)) {
    const span = match[0], start = match.index, end = start + span.length;
    const kind = KINDS.find((name) => match.groups[name] !== undefined);
    if (kind === "plain" || kind === "word") {
      const [form, folded] = syllable(span);
      found.push({ form, folded, start, end, also: [], date: false });
    } else if (kind === "digits") {
      const form = plainNumber(span);
      found.push({ form, folded: form, start, end, also: [], date: false });
    } else if (kind === "number") {
      found.push(...documentNumber(span, start));
    } else {
      const [form, ...also] = dateNames(kind, span);
      found.push({ form, folded: form, start, end, also, date: true });
    }
  }
  return aliases && aliases.table.size ? renamed(found, aliases) : found;
}

const MOST_LINES = 3000;

/** Make a function that takes lines apart, and keeps what it took apart: a line is judged, and then shown. */
export function tokenReader(aliases) {
  const kept = new Map();
  return (line) => {
    let found = kept.get(line);
    if (found === undefined) {
      if (kept.size >= MOST_LINES) kept.clear();
      found = tokens(line, aliases);
      kept.set(line, found);
    }
    return found;
  };
}

const known = new Map();

/** Give the canonical form of a lower-case word, and its folded form: “đường” is `đương2` and `duong`. */
export function syllable(word) {
  let both = known.get(word);
  if (both === undefined) {
    let tone = "", toneless = "", folded = "";
    for (const char of word.normalize("NFD")) {
      if (TONES[char]) tone += TONES[char];
      else toneless += char;
      if (char < "\u0300" || char > "\u036f") folded += STROKES[char] || char;
    }
    both = [toneless.normalize("NFC") + tone, folded];
    known.set(word, both);
  }
  return both;
}

function plainNumber(digits) {
  const whole = THOUSANDS.exec(digits);
  if (whole) digits = whole[1].replace(/[.,]/g, "") + (whole[3] ? `.${whole[3]}` : "");
  return digits.replace(/,/g, ".").split(".").map((part) => part.replace(/^0+(?=.)/, "")).join(".");
}

function documentNumber(span, start) {
  const parts = [];
  for (const match of span.matchAll(PARTS)) {
    const [form, folded] = /^[0-9]/.test(match[0]) ? [plainNumber(match[0]), plainNumber(match[0])] : syllable(match[0]);
    const at = start + match.index;
    parts.push({ form, folded, start: at, end: at + match[0].length, also: [], date: false });
  }
  const names = parts.map((part) => part.folded);
  parts[0].also = [names.join("/")];
  if (WITH_YEAR.test(span)) parts[0].also.push(names.slice(0, 2).join("/"));
  return parts;
}

function dateNames(kind, span) {
  let numbers = (span.match(/[0-9]+/g) || []).map(plainNumber);
  if (kind === "quarter") {
    const roman = ROMAN_QUARTER.exec(span);
    const [quarter, year] = roman ? [ROMAN[roman[1]], ...numbers] : numbers;
    return year ? [`q${quarter}/${year}`, `q${quarter}`, year] : [`q${quarter}`];
  }
  if (kind === "month") return ofMonth(...numbers);
  if (kind === "year_first") numbers.reverse();
  if (kind === "short_year") numbers[2] = (numbers[2] <= 40 ? "20" : "19") + numbers[2].padStart(2, "0");
  const [day, month, year] = numbers;
  return year ? [numbers.join("/"), `${day}/${month}`, ...ofMonth(month, year)] : [numbers.join("/"), ...ofMonth(month)];
}

function ofMonth(month, year) {
  return year ? [`${month}/${year}`, `m${month}`, year] : [`m${month}`];
}

/** Make the table that brings the spellings of each place's name to one, from [[name, spelling, …], …]. */
export function aliasTable(places) {
  const table = new Map(), first = new Set();
  let longest = 0;
  for (const [name, ...spellings] of places) {
    const canonical = tokens(name).map(({ form, folded }) => ({ form, folded }));
    for (const spelling of [name, ...spellings]) {
      let choices = [[]];
      for (const { form, folded } of tokens(spelling)) {
        const forms = form === folded ? [form] : [form, folded];
        choices = choices.flatMap((before) => forms.map((one) => [...before, one]));
      }
      for (const forms of choices) {
        if (!table.has(forms.join(" "))) table.set(forms.join(" "), canonical);
        first.add(forms[0]);
        longest = Math.max(longest, forms.length);
      }
    }
  }
  return { table, first, longest };
}

function renamed(found, { table, first, longest }) {
  const result = [];
  for (let at = 0; at < found.length; ) {
    let length = first.has(found[at].form) ? Math.min(longest, found.length - at) : 0, canonical;
    for (; length; length--) {
      canonical = table.get(found.slice(at, at + length).map((one) => one.form).join(" "));
      if (canonical) break;
    }
    if (!length) {
      result.push(found[at++]);
      continue;
    }
    const old = found.slice(at, at + length), oneToOne = canonical.length === length;
    canonical.forEach(({ form, folded }, place) => {
      const start = oneToOne ? old[place].start : old[0].start, end = oneToOne ? old[place].end : old[length - 1].end;
      result.push({ form, folded, start, end, also: place ? [] : old[0].also, date: false });
    });
    at += length;
  }
  return result;
}
