"""The query set of the search benchmark: what people ask of the corpus, and the documents that answer.

`python3 tests/bench/queries.py --out FOLDER --count 2000` writes documents.jsonl and queries.jsonl. A query is
kept only if its answers, one to three among ten thousand documents, all stand among the first thousand: the same
list then serves a corpus of any size between.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import slips
from answers import Answers, fold, lean
from asks import Ask, asks, in_words, questions
from documents import Document, documents
from events import table
from orthography import folded, unsigned

FIRST, ALL = 1_000, 10_000
PER_CLASS = 30
# Of one kind at most so many queries in a class.
PER_KIND = 3
REPORTS_PASSED_OVER = 0.85
# Kinds that sound alike once their tones are gone: "bàn" and "bán" the same land.
ALIKE = {"hop-lang", "ban-dat"}
SURE_OF_TONES = {"accented", "tone_pair", "nfd", "case_punct", "several_facts", "question", "quoted"}


@dataclass(frozen=True)
class Query:
    """What is typed, its class, the ids that answer, and whether it is kept for the last judgement."""

    q: str
    cls: str
    rel: tuple[str, ...]
    frozen: bool = False


def queries(documents: Sequence[Document], seed: int = 7) -> list[Query]:
    """Make the queries of all classes; `documents` are the ten thousand, or the first of them."""
    maker = _Maker(_whole(documents))
    made = [query for cls in maker.classes for query in maker.queries(cls, random.Random(f"{seed}-{cls}"))]
    return [query for cls in maker.classes for query in _halved([query for query in made if query.cls == cls])]


class _Maker:
    """Tries wishes for documents at random, and keeps those with few enough answers."""

    def __init__(self, corpus: Sequence[Document]) -> None:
        self.corpus, self.answers = corpus, Answers(corpus)
        self.first = corpus[:FIRST]
        self.classes = {name.removeprefix("_q_"): getattr(self, name) for name in dir(self) if name.startswith("_q_")}

    def queries(self, cls: str, chance: random.Random) -> list[Query]:
        """Make one class."""
        found: dict[str, Query] = {}
        seen: Counter[str] = Counter()
        while len(found) < PER_CLASS:
            document = chance.choice(self.first)
            # Mostly the paper that tells of one thing, not one among a report's many.
            if document.collection == "bao-cao" and cls != "number" and chance.random() < REPORTS_PASSED_OVER:
                continue
            made: tuple[str, list[int], str] | None = self.classes[cls](chance, document)
            if made is None:
                continue
            text, places, kind = made
            right = _few(places) and (cls in SURE_OF_TONES or kind not in ALIKE)
            if right and text not in found and seen[kind] < (PER_KIND if kind else PER_CLASS // 3):
                seen[kind] += 1
                found[text] = Query(text, cls, tuple(self.corpus[place].id for place in places))
        return list(found.values())

    def _answered(self, wish: Ask, tones: bool = False) -> list[int]:
        """List the answers; none where another reading of the wish, or a document half in, would be as fair."""
        exact = self.answers.of(wish.wants, prefix=wish.prefix)
        loose = exact if tones else self.answers.of(wish.wants, prefix=wish.prefix, same=fold)
        needed = self.answers.of(wish.wants, need=wish.need) if wish.need else exact
        return exact if exact == loose == needed else []

    def _fewest(self, wishes: Iterable[Ask], tones: bool = False) -> tuple[Ask, list[int]] | None:
        """Choose the first of ever narrower wishes that few documents answer."""
        return next(((wish, places) for wish in wishes if _few(places := self._answered(wish, tones))), None)

    def _shortest(self, chance: random.Random, document: Document, tones: bool = False, **how: Any) -> Any:
        """Take the one of three such wishes that is soonest typed."""
        tries = [self._fewest(asks(chance, document, **how), tones) for _ in range(3)]
        return min(filter(None, tries), key=lambda found: len(found[0].words.split()), default=None)

    def _plain(self, chance: random.Random, document: Document, change: Any = None, **how: Any) -> Any:
        """Word a wish, and change its text; None if the change changes nothing."""
        found = self._shortest(chance, document, **how)
        if found is None:
            return None
        text = change(found[0].words) if change else found[0].words
        return (text, found[1], found[0].wants["kind"]) if not change or text != found[0].words else None

    def _q_accented(self, chance: random.Random, document: Document) -> Any:
        return self._plain(chance, document)

    def _q_unaccented(self, chance: random.Random, document: Document) -> Any:
        return self._plain(chance, document, folded)

    def _q_partly_accented(self, chance: random.Random, document: Document) -> Any:
        made = self._plain(chance, document, lambda text: slips.partly_unsigned(chance, text))
        return made if made and made[0] != unsigned(made[0]) else None

    def _q_nfd(self, chance: random.Random, document: Document) -> Any:
        return self._plain(chance, document, slips.decomposed)

    def _q_tone_placement(self, chance: random.Random, document: Document) -> Any:
        new = chance.random() < 0.7
        return self._plain(chance, document, lambda text: slips.moved(text, new))

    def _q_case_punct(self, chance: random.Random, document: Document) -> Any:
        return self._plain(chance, document, lambda text: slips.oddly_written(chance, text))

    def _q_place_variant(self, chance: random.Random, document: Document) -> Any:
        return self._plain(chance, document, lambda text: slips.misplaced(chance, text), place=True)

    def _q_slip(self, chance: random.Random, document: Document) -> Any:
        kind, plain = chance.choice(slips.SLIPS), chance.random() < 0.5
        return self._plain(chance, document, lambda text: slips.slipped(chance, folded(text) if plain else text, kind))

    def _q_telex_vni(self, chance: random.Random, document: Document) -> Any:
        return self._plain(chance, document, lambda text: slips.left_over(chance, text))

    def _q_abbreviation(self, chance: random.Random, document: Document) -> Any:
        used, plain = document.facts["short"], self._plain(chance, document)
        if plain is None or not (forms := slips.abbreviable(plain[0])):
            return None
        other = slips.shortened(chance, plain[0], used)
        return (other, *plain[1:]) if other != plain[0] or set(forms) <= set(used) else None

    def _q_several_facts(self, chance: random.Random, document: Document) -> Any:
        figures, time = chance.random() < 0.3, chance.choice(("", "", "month"))
        return self._plain(chance, document, least=chance.choice((3, 3, 4)), time=time, figures=figures)

    def _q_question(self, chance: random.Random, document: Document) -> Any:
        found = self._fewest(questions(chance, document))
        return found and (found[0].words, found[1], found[0].wants["kind"])

    def _q_date(self, chance: random.Random, document: Document) -> Any:
        return self._plain(chance, document, time=chance.choice(("date", "date", "month")))

    def _q_number(self, chance: random.Random, document: Document) -> Any:
        if not document.number or chance.random() < 0.5:
            return self._plain(chance, document, figures=True)
        number, year, unit = document.number, document.facts["year"], document.facts["unit"]
        commune = unit.removeprefix("Ủy ban nhân dân ") if "xã" in unit else ""
        number = number if chance.random() < 0.6 else number.split("/")[0]
        year, commune = year if chance.random() < 0.8 else "", commune if chance.random() < 0.6 else ""
        form = chance.choice([form for form in table("forms")["number"] if "/" in number or len(form) > 3])
        said = chance.choice((number, number.lower(), number.replace("/", " "), number.replace("-", " ")))
        text = " ".join(filter(None, (form.format(n=said), commune, year and in_words(chance, "year", year))))
        return text, self.answers.numbered(number, year, commune), ""

    def _q_unfinished(self, chance: random.Random, document: Document) -> Any:
        found = self._shortest(chance, document)
        if found is None or len(word := found[0].words.split(" ")[-1]) < 3 or not word.isalpha():
            return None
        wish, cut = found[0], chance.randrange(1, len(word) - 1)
        ends = [slot for slot, value in wish.wants.items() if value.endswith(f" {word}") or value == word]
        if len(ends) != 1:
            return None
        wish.prefix, wish.wants = ends[0], wish.wants | {ends[0]: wish.wants[ends[0]][:-cut]}
        return wish.words[:-cut], self._answered(wish), wish.wants["kind"]

    def _q_tone_pair(self, chance: random.Random, document: Document) -> Any:
        found = self._shortest(chance, document, tones=True)
        if found is None:
            return None
        others = [place for place in self.answers.of(found[0].wants, same=lean) if place not in found[1]]
        return (found[0].words, found[1], found[0].wants["kind"]) if others and others[0] < FIRST else None

    def _q_quoted(self, chance: random.Random, document: Document) -> Any:
        # A whole clause, or one of the names in “”; not what a person is called.
        both = f"{document.title}\n{document.text}"
        names = re.findall("“([^”]+)”", both)
        phrase = chance.choice(names if names and chance.random() < 0.5 else re.split(r"[.,;:?!\n]+", both)).strip()
        named = any(event.get("person", "\n") in phrase for event in document.facts["events"])
        if named or not 3 <= len(phrase.split(" ")) <= 8 or re.search(r"[\d/()“”]|^(tại|ở|từ|tổ chức) ", phrase):
            return None
        places, year = self.answers.saying(phrase), document.facts["year"]
        if chance.random() < 0.7:
            return f'"{phrase}"', places, document.facts["events"][0]["kind"]
        dated = [place for place in places if self.corpus[place].facts["year"] == year]
        return f'"{phrase}" {in_words(chance, "year", year)}', dated, document.facts["events"][0]["kind"]


def _few(places: Sequence[int]) -> bool:
    return 1 <= len(places) <= 3 and places[-1] < FIRST


def _whole(given: Sequence[Document]) -> Sequence[Document]:
    """Take the ten thousand; where fewer were given, make the rest, for answers are told among all of them."""
    return given if len(given) >= ALL else documents(ALL)


def _halved(made: list[Query]) -> list[Query]:
    """Freeze the half whose texts have the smaller hashes."""
    order = sorted(made, key=lambda query: hashlib.sha256(query.q.encode()).hexdigest())
    frozen = {query.q for query in order[: len(order) // 2]}
    return [replace(query, frozen=query.q in frozen) for query in made]


def main() -> None:
    """Write a corpus and its queries as lines of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=2000)
    arguments = parser.parse_args()
    corpus = documents(max(arguments.count, ALL))
    arguments.out.mkdir(parents=True, exist_ok=True)
    _write(arguments.out / "documents.jsonl", [document.as_json() for document in corpus[: arguments.count]])
    _write(arguments.out / "queries.jsonl", [vars(query) for query in queries(corpus)])


def _write(file: Path, rows: list[dict[str, Any]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
