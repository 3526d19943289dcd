// Rank queries with our engine in Node: `node ranking.mjs INDEX WITHOUT`, a list of queries as JSON on the standard
// input, the ids of the first ten results of each on the standard output.

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , index, without] = process.argv;
const { open } = await import(pathToFileURL(join(index, "engine.mjs")));
const load = async (path) => JSON.parse(await readFile(join(index, path), "utf8"));
const search = await open(load, without ? without.split(",") : []);
const ranked = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  const { results } = await search.query(text, { limit: 10, counts: false });
  ranked.push(results.map(({ id }) => id));
}
console.log(JSON.stringify(ranked));
