// From the canonical form of a syllable back to how it is written: `ngoai5` is “ngoại”.

const MARKS = { 1: "\u0301", 2: "\u0300", 3: "\u0309", 4: "\u0303", 5: "\u0323" };
const CLUSTER = /^((?:qu|gi(?=[aeiouyăâêôơư]))?[^aeiouyăâêôơư]*)([aeiouyăâêôơư]+)(.*)$/;

/** Write a form with its tone where Vietnamese puts it: on the vowel with a mark, else before the last, or last. */
export function written(form) {
  const [, letters, tone] = /^(.*?)([1-5]?)$/.exec(form);
  const parts = tone && /[^0-9]/.test(letters) ? CLUSTER.exec(letters) : null;
  if (!parts) return form;
  const [, onset, vowels, coda] = parts, marked = Math.max(...Array.from("ăâêôơư", (one) => vowels.lastIndexOf(one)));
  const at = marked >= 0 ? marked : coda || vowels.length === 1 ? vowels.length - 1 : vowels.length - 2;
  return (onset + vowels.slice(0, at + 1) + MARKS[tone] + vowels.slice(at + 1) + coda).normalize("NFC");
}
