// Asking the archive whether something is its own. What is asked stays here: a file of the archive is fetched that
// holds the answers for every hash with the same first byte.

import { isSigned } from "./ed25519.mjs";
import { sha256, unhex } from "./hash.mjs";

const LENGTH = 32;
const encoded = text => new TextEncoder().encode(text);

const HASH = /^(?:sha-?256\s*:\s*)?([0-9a-f]{64})$/i;

export class Forged extends Error {}

// As hooks/archive/trust/lookups.py writes them: the same rules, letter by letter.
export function keyOfNumber(number) {
  const bare = number.normalize("NFC").trim().replace(/^số\s*:?\s+|^số:|[,;.]?\s+(?:ngày|tháng|năm)\s.*$/gi, "");
  return sha256(encoded("so:" + bare.replace(/\s+/g, "").toUpperCase().replace(/^0+/, "")));
}

export function keyOfAddress(address, site) {
  const text = address.trim().normalize("NFC");
  const whole = text.startsWith("/") ? site.replace(/\/+$/, "") + text : /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : "https://" + text;
  const [, rest] = whole.match(/^[a-z][a-z0-9+.-]*:\/\/([^]*)$/i) ?? [null, whole];
  const cut = rest.search(/[/?#]/);
  const host = (cut < 0 ? rest : rest.slice(0, cut)).split("@").pop().toLowerCase().replace(/^www\./, "").replace(/:443$/, "");
  const path = decoded((cut < 0 ? "" : rest.slice(cut)).replace(/[?#][^]*$/, "")).replace(/index\.html$/, "").replace(/\/+$/, "");
  return sha256(encoded("url:" + host + path));
}

// As people read it aloud: the hash of the key itself, in groups of four.
const fingerprintOf = async key => (await sha256(unhex(key))).toUpperCase().match(/.{4}/g).join(" ");

function read(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Forged();
  }
}

export function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export function kindOf(text) {
  if (HASH.test(text)) return "hash";
  return /^(?:https?:\/\/\S+|\/\S*|(?:[a-z0-9_-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?)$/i.test(text) ? "address" : "number";
}

export class Archive {
  // `load` gives the bytes of a file below /kiem-tra/, or null where there is none.
  constructor(load) {
    this.load = load;
  }

  // The root names every shard by its hash; it is signed, where the site is.
  async root() {
    if (this.known) return this.known;
    const content = await this.load("goc.json");
    if (!content) throw new Error("no root");
    const root = read(content), signed = Boolean(root.key);
    const signature = signed && (await this.load("goc.json.sig"));
    if (signed && !(signature && (await isSigned(root.key, signature, content)))) throw new Forged();
    return (this.known = { ...root, signed, fingerprint: signed && (await fingerprintOf(root.key)) });
  }

  // Where it does not fit together a newer edition may have come since: it is read once more before it is called forged.
  async settled(question) {
    try {
      return await question();
    } catch (problem) {
      if (!(problem instanceof Forged)) throw problem;
      this.known = null;
      return question();
    }
  }

  ask(kind, text) {
    return this.settled(() => this.asked(kind, text));
  }

  async asked(kind, text) {
    const root = await this.root();
    const digest = kind === "number" ? await keyOfNumber(text) : kind === "address" ? await keyOfAddress(text, root.site) : text.match(HASH)[1].toLowerCase();
    return this.about(digest);
  }

  async askFile(bytes) {
    const digest = await sha256(bytes);
    return { digest, ...(await this.settled(() => this.about(digest))) };
  }

  async about(digest) {
    const root = await this.root(), prefix = digest.slice(0, 2);
    const shard = await this.load(`so/${prefix}.json`);
    if (!shard) throw new Error("no shard");
    if ((await sha256(shard)) !== root.shards[prefix]) throw new Forged();
    const known = read(shard);
    return { items: Object.hasOwn(known, digest.slice(2, 2 + LENGTH)) ? known[digest.slice(2, 2 + LENGTH)] : [], signed: root.signed };
  }
}
