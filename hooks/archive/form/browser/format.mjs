// How sources are read into the form and written back: what the form did not change keeps its bytes (comments, order,
// lists on one line, quotes). The text that was read travels through the form as one more key, which the program keeps
// as it keeps every key that it has no field for.
import { isMap, isScalar, isSeq, parseDocument, visit } from "./yaml/index.js";

const RAW = "__raw";
// As the archive reads: every value is the text that was written.
const READING = { keepSourceTokens: true, schema: "failsafe" };
const WRITING = { lineWidth: 0, flowCollectionPadding: false, singleQuote: true, indentSeq: true };
const FENCED = /^---\r?\n([\s\S]*?)\n?---(?:\r?\n([\s\S]*))?$/;

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const isBlank = (value) =>
  value === undefined || value === null || value === ""
  || (typeof value === "object" && Object.values(value).every(isBlank));

// Forms give numbers and yes or no; the archive reads text.
function asText(value) {
  if (Array.isArray(value)) return value.map(asText);
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).filter(([, one]) => !isBlank(one)).map(([key, one]) => [key, asText(one)]));
  }
  return value === null || value === undefined ? "" : String(value);
}

// The other way round: boxes to be ticked know yes and no.
function asKnown(value) {
  if (Array.isArray(value)) return value.map(asKnown);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asKnown(one)]));
  return value === "true" ? true : value === "false" ? false : value;
}

const plain = (node, source) => asText(node?.toJS ? node.toJS(source) : node);

// New lists of ids stand on one line, as clerks write them.
function made(source, value) {
  const node = source.createNode(value);
  visit(node, {
    Seq: (_, list) => {
      if (list.items.length && list.items.every((item) => /^[a-z0-9-]+$/.test(item.value ?? ""))) list.flow = true;
    },
  });
  return node;
}

// Give a node its new value, changing no more than must be; gives the node that is to stand in its place.
function changed(source, node, value) {
  if (isMap(node) && isObject(value)) {
    for (const pair of [...node.items]) if (!(String(pair.key) in value)) node.delete(String(pair.key));
    for (const [key, one] of Object.entries(value)) {
      const old = node.get(key, true);
      if (old === undefined) {
        if (one !== "false") node.set(key, made(source, one)); // a box that was not there, and is not ticked
      } else if (!same(plain(old, source), one)) {
        node.set(key, changed(source, old, one));
      }
    }
    return node;
  }
  if (isSeq(node) && Array.isArray(value)) {
    const left = node.items.map((item) => [JSON.stringify(plain(item, source)), item]);
    const before = node.items;
    node.items = value.map((one, at) => {
      const there = left.findIndex(([key]) => key === JSON.stringify(one));
      if (there >= 0) return left.splice(there, 1)[0][1];
      const own = left.findIndex(([, item]) => item === before[at]); // the one at this place, changed
      if (own >= 0 && isMap(before[at]) && isObject(one)) {
        left.splice(own, 1);
        return changed(source, before[at], one);
      }
      return made(source, one);
    });
    return node;
  }
  const fresh = made(source, value);
  if (isScalar(node) && isScalar(fresh)) fresh.comment = node.comment; // a note behind the value stays
  return fresh;
}

export function written(raw, given) {
  const source = parseDocument(raw ?? "", READING);
  const value = asText(given);
  source.contents = source.contents === null ? made(source, value) : changed(source, source.contents, value);
  return source.toString(WRITING);
}

export function read(raw) {
  const source = parseDocument(raw, READING);
  if (source.errors.length) throw source.errors[0]; // the program names the file, and leaves it alone
  return asKnown(source.toJS());
}

export const entry = {
  fromFile(file) {
    const [, head, body = ""] = file.match(FENCED) ?? [null, "", file];
    return { ...(read(head) ?? {}), body: body.replace(/^\n/, ""), [RAW]: head };
  },
  toFile({ [RAW]: raw, body = "", ...data }) {
    return `---\n${written(raw, data).trimEnd()}\n---\n${body ? `\n${body.trim()}\n` : ""}`;
  },
};

export const registry = {
  fromFile: (file) => ({ items: read(file) ?? [], [RAW]: file }),
  toFile: ({ [RAW]: raw, items = [] }) => written(raw, items),
};

if (globalThis.CMS) {
  globalThis.CMS.registerCustomFormat("yaml-frontmatter", "md", entry);
  globalThis.CMS.registerCustomFormat("danh-muc", "yml", registry);
  globalThis.CMS.init();
}
