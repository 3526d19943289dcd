// The page of /kiem-tra/: a place to drop a file, a field to paste into, and the answer in plain words.

import { Archive, decoded, Forged, kindOf } from "./lookup.mjs";

const form = document.querySelector("[data-verify]");
const base = new URL(form.dataset.verify, location.href);
const texts = JSON.parse(document.querySelector("[data-verify-texts]").textContent);
const answer = document.querySelector("[data-verify-answer]");
const file = form.querySelector("input[type=file]");
const field = form.querySelector("input[name=q]");
const told = (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

const archive = new Archive(async path => {
  const got = await fetch(new URL(path, base), { cache: "no-cache" });
  if (got.ok) return new Uint8Array(await got.arrayBuffer());
  if (got.status === 404) return null;
  throw new Error(got.status);
});

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// A path of the site, from wherever the site stands.
const within = path => new URL(".." + path, base).href;

// As papers write a day: 26/11/2026.
const day = iso => iso && iso.split("-").reverse().map(Number).join("/");

function lines(item) {
  const values = { name: item.n, path: decoded(item.p), since: day(item.d), until: day(item.u) };
  const said = [told("known." + item.t, values)];
  if (["file", "page"].includes(item.t) && item.n) said.push(told("of", values));
  if (item.d && item.t !== "earlier") said.push(told("since", values));
  if (["withdrawn", "superseded", "corrected"].includes(item.s)) said.push(told("status." + item.s));
  if (item.w) said.push(told("reason", { reason: item.w }));
  return said.join(" ");
}

const isCurrent = item => item.t !== "earlier" && !["withdrawn", "superseded"].includes(item.s);

function show(kind, { items, signed, digest }) {
  const verdict = !items.length ? "not_found" : items.some(isCurrent) ? "ours" : "ours_changed";
  // A number or an address that is ours says nothing of the paper that bears it.
  const named = { number: "known_number", address: "known_address" }[kind];
  answer.replaceChildren(element("h2", told(verdict === "ours" && named ? named : verdict)));
  answer.dataset.verdict = verdict;
  if (!items.length) answer.append(element("p", told("unknown." + kind)));
  for (const item of items) {
    const row = element("p", lines(item) + " ");
    row.append(element("a", told("open"), { href: within(item.p) }));
    if (item.b) row.append(". ", element("a", told("replaced_by", { path: item.b }), { href: within(item.b) }));
    answer.append(row);
  }
  if (digest) answer.append(element("p", told("digest", { digest }), { class: "hash" }));
  if (items.length) answer.append(element("p", told(signed ? "signed" : "unsigned"), { class: "verify-signed" }));
}

async function ask(kind, question) {
  answer.replaceChildren(element("p", told("working")));
  delete answer.dataset.verdict;
  try {
    show(kind, await question());
  } catch (problem) {
    const key = problem instanceof Forged ? "forged" : "failed";
    answer.replaceChildren(element("p", told(key), { role: "alert" }));
    answer.dataset.verdict = key;
  }
}

const askFile = given => ask("file", async () => archive.askFile(new Uint8Array(await given.arrayBuffer())));

function askText(text) {
  const bare = text.trim();
  if (bare) ask(kindOf(bare), () => archive.ask(kindOf(bare), bare));
}

form.addEventListener("submit", event => {
  event.preventDefault();
  if (file.files.length && !field.value.trim()) askFile(file.files[0]);
  else askText(field.value);
});
file.addEventListener("change", () => file.files.length && askFile(file.files[0]));
for (const kind of ["dragover", "drop"]) {
  form.addEventListener(kind, event => {
    event.preventDefault();
    if (kind === "drop" && event.dataTransfer.files.length) askFile(event.dataTransfer.files[0]);
  });
}
form.hidden = false;

function fromAddress() {
  const asked = decoded(location.hash.slice(1));
  if (asked) askText((field.value = asked));
}
addEventListener("hashchange", fromAddress);
fromAddress();

archive.root().then(root => {
  const shown = document.querySelector("[data-verify-key]");
  if (!root.fingerprint) return;
  shown.querySelector("code").textContent = root.fingerprint;
  shown.hidden = false;
}).catch(() => {});
