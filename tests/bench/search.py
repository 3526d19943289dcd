"""The search benchmark: ours, Material's lunr and Pagefind on the same documents and queries, in one run.

`python3 tests/bench/search.py` takes the generated corpus of 1,000, 2,000 and 10,000 documents, half of whose
queries are frozen; `--docs FILE.jsonl --queries FILE.jsonl` takes anybody's own: documents with `id, title, number,
date, period, collection, unit, topics, text`, queries with `q, cls, rel`. `--json FILE` writes all figures, and the
ids that each engine ranked first. Bytes are counted as they are served, times are those of Chromium on this machine.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / folder) for folder in ("hooks", "tests", "tests/bench", "tests/browser", "tests/search")]

from own_python import enter  # noqa: E402 - the line above finds it

PARTS = ("pairs", "accents", "rerank", "slips", "facets")


if __name__ == "__main__":
    enter(__file__, ("material", "mkdocs", "playwright", "pydantic"))

from playwright.sync_api import Browser  # noqa: E402

from chromium import Bench, bench, launched  # noqa: E402 - the two lines above find it, and what it imports
from engines import ENGINES, Engine, Given, Ours, write_pages  # noqa: E402
from measures import Failed, by_class, qualities, sample  # noqa: E402
from reporting import report  # noqa: E402
from sets import Set, edited, generated, read, write_lines  # noqa: E402


class Run:
    """The engines on one set of documents and queries, in a folder that goes with it."""

    def __init__(self, given: Set, work: Path, browser: Browser | None, options: argparse.Namespace) -> None:
        self.set, self.work, self.browser, self.options = given, work, browser, options
        self.given = Given(work / "documents.jsonl", work / "pages", tuple(row["id"] for row in given.documents))
        self.texts = [query.q for query in given.queries]
        self.figures: dict[str, dict[str, Any]] = {}
        self.ranked: dict[str, list[list[str]]] = {}
        write_lines(self.given.documents, given.documents)

    def all(self) -> None:
        """Measure every engine; what one fails at is left out of its figures, and said."""
        peers = [name for name in self.options.engines if name != "ours"]
        if peers:
            write_pages(self.given.documents, self.given.pages)
        for name in self.options.engines:
            _say(f"{len(self.set.documents)} documents: {name}")
            figures = self.figures[name] = {}
            for part in self._parts(ENGINES[name], self.work / name):
                figures.update(part)
            if not figures.get("index"):
                del self.figures[name]

    def _parts(self, engine: Engine, folder: Path) -> Iterator[dict[str, Any]]:
        try:
            yield {"index": engine.build(self.given, folder)}
            if isinstance(engine, Ours):
                yield from self._of_ours(engine, folder)
            if self.browser is None:
                return
            with bench(self.browser, engine, folder, self.options.without) as asked:
                yield from self._in_browser(engine, asked)
        except Failed as failure:
            _say(str(failure))
            yield {"failed": [str(failure)]}

    def _of_ours(self, engine: Ours, folder: Path) -> Iterator[dict[str, Any]]:
        if not self.options.quick:
            yield {"edit": self._edit(engine, folder)}
        ranked = engine.ranked(folder, self.texts, self.options.without)
        if ranked is not None:
            yield self._judged(engine, ranked)
        elif self.browser is None:
            raise Failed("ours: there is neither Node nor Chromium to rank in")

    def _in_browser(self, engine: Engine, asked: Bench) -> Iterator[dict[str, Any]]:
        texts = sample(self.set.queries, self.options.quick)
        if engine.name not in self.ranked:
            yield self._judged(engine, asked.answers(self.texts))
        yield {"bytes": asked.bytes(texts)}
        yield {"times": asked.times(texts, next((text for text in self.texts if text not in texts), texts[0]))}

    def _judged(self, engine: Engine, found: Sequence[Sequence[str]]) -> dict[str, Any]:
        ranked = self.ranked[engine.name] = [engine.ids(self.given, one) for one in found]
        return {"quality": qualities(self.set.queries, ranked), "classes": by_class(self.set.queries, ranked)}

    def _edit(self, engine: Ours, folder: Path) -> dict[str, Any]:
        """Count the shards that differ once a sentence of one document has changed."""
        changed, after = self.work / "edited.jsonl", self.work / "edited"
        write_lines(changed, edited(self.set.documents))
        spent = engine.index(changed, after)
        shards = [file for file in (after / "i").rglob("*") if file.is_file()]
        differ = [file for file in shards if not _same(file, folder / file.relative_to(after))]
        return {
            "changed": len(differ),
            "shards": len(shards),
            "part": len(differ) / len(shards),
            "seconds_whole": spent.seconds,
        }


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.read_bytes() == other.read_bytes()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=_listed, default=["1000", "2000", "10000"], help="of the generated corpus")
    parser.add_argument("--engines", type=_listed, default=list(ENGINES), help=f"of {', '.join(ENGINES)}")
    parser.add_argument("--docs", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--queries", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--without", type=_listed, default=[], help=f"parts of ours to turn off: {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="time fewer queries, and leave the edit out")
    options = parser.parse_args()
    if unknown := set(options.engines) - set(ENGINES) | set(options.without) - set(PARTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    if bool(options.docs) != bool(options.queries):
        parser.error("--docs and --queries go together")
    if not all(size.isdecimal() and int(size) >= 1000 for size in options.sizes):
        parser.error("the generated queries need a corpus of 1000 documents or more")
    return options


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def main() -> None:
    """Run, print the tables, write the figures."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    options = _options()
    runs: list[dict[str, Any]] = []
    try:
        sets = [read(options.docs, options.queries)] if options.docs else generated(map(int, options.sizes))
        with launched() as browser:
            if browser is None:
                _say("there is no Chromium: no bytes, no times, and nothing of the peers but their index")
            for given in sets:
                with tempfile.TemporaryDirectory(prefix="search-bench-") as work:
                    run = Run(given, Path(work), browser, options)
                    run.all()
                title = f"{len(given.documents)} documents, {len(given.queries)} queries"
                print(report(title, run.figures), flush=True)
                runs.append({"documents": len(given.documents), "engines": run.figures, "ranked": run.ranked})
    except Failed as failure:
        sys.exit(str(failure))
    if options.json:
        written = {"ranked": runs[-1]["ranked"], "runs": runs}
        options.json.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
