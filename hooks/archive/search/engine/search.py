"""The search engine: an index opened, and asked.

Mirrors browser/engine.mjs; tests/search/test_engine.py holds both to the same ranked lists.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal

from archive.search.engine.answer import Answer, Count, Result
from archive.search.engine.excerpt import Marking, excerpt_of, marking, marks_in
from archive.search.engine.judging import judgement
from archive.search.engine.lists import Lists, LoadJson, decoded
from archive.search.engine.mending import Words, complete, has_digits, mend, read_vni
from archive.search.engine.naming import ShortForm, add_short_forms, names_of, needs_short_forms, short_forms_of
from archive.search.engine.query import parsed
from archive.search.engine.ranking import TUNING, Scored, by_score, gathered, keys_of, required_by, scored
from archive.search.engine.terms import ANY, Query, Syllable, Syllables, Understood, pair_of
from archive.search.engine.writing import written
from archive.search.shards import record_name
from archive.search.text import alias_table

_JUDGED = 10
# A document that answers this much less of a query than the best is not counted as found, but near.
_NEAR, _ENOUGH = 0.7, 0.5

PartOfEngine = Literal["pairs", "accents", "rerank", "slips", "facets"]
Filters = Mapping[str, Collection[str]]
"""The values that a document may have in each facet."""


def open_index(load_json: LoadJson, without: Collection[PartOfEngine] = ()) -> Search:
    """Open an index, `load_json` giving a file of it, parsed; `without` turns parts off, to measure what they do."""
    return Search(load_json("meta.json"), load_json, without)


class Search:
    """An open index."""

    def __init__(self, meta: Mapping[str, Any], load_json: LoadJson, without: Collection[PartOfEngine]) -> None:
        self._meta = meta
        self._load_json = load_json
        self._without = without
        self._lists = Lists(meta["shards"], load_json, pairs="pairs" not in without, accents="accents" not in without)
        self._aliases = alias_table((name, spellings) for name, *spellings in meta["places"])
        self._names = names_of(meta["facets"], self._aliases)
        self._common = frozenset(meta["common"].split(" "))
        self._records: dict[int, Mapping[str, Any]] = {}
        self._facets: dict[str, dict[str, frozenset[int]]] = {}
        # The first number of its document, for each of the others.
        self._mains: dict[int, int] = {}
        for number in decoded(meta["continued"])[0]:
            self._mains[number] = self._mains.get(number - 1, number - 1)

    def query(
        self,
        text: str,
        *,
        filters: Filters | None = None,
        limit: int = 10,
        sort: Literal["relevance", "date"] = "relevance",
        free: Collection[str] = (),
        counts: bool = True,
    ) -> Answer:
        """Ask; `free` are facets that the text is not to be taken for.

        With `counts` the values of each facet are counted among what is found.
        """
        filters = filters or {}
        query, documents = self._asked(self._parsed(text))
        known = [one for one in query.understood if "facets" not in self._without and one.facet not in free]
        self._prefer(documents, known)
        facets = self._counted(documents, filters) if counts else {}
        documents = self._filtered(documents, filters)
        _part(documents)
        best = self._best(query, documents, limit, sort)
        shown = marking(query)
        return Answer(
            results=[self._result(one, shown) for one in best],
            total=sum(not one.near for one in documents),
            facets=facets,
            understood=known,
            suggestion=self._suggestion(query),
            completions=self._completions(query),
            missing=[term.typed for term in query.terms if term.missing],
        )

    def _parsed(self, text: str) -> Query:
        return parsed(text, self._aliases, self._names, self._common)

    def _asked(self, query: Query) -> tuple[Query, list[Scored]]:
        """Find what answers a query; where what was meant names other dates or facets than what was typed, read that.

        “thangs 6/2023” is no month until it is read as “tháng 6/2023”.
        """
        documents = self._found(query) if query.terms else self._all()
        meant = self._suggestion(query)
        if meant:
            again = self._parsed(meant)
            if _named(again) != _named(query):
                again.read_as = meant
                return again, self._found(again)
        return query, documents

    def _found(self, query: Query) -> list[Scored]:
        """Find and score what answers a query as typed; where nothing answers all of it, as it may have been meant."""
        short = needs_short_forms(query)
        if short:
            add_short_forms(query, self._short_forms)
        self._lists.load(keys_of(query.terms))
        if any(map(has_digits, query.chunks)):
            read_vni(query, self._lists, self._words)
            self._lists.load(keys_of(query.terms))
        complete(query, self._lists)
        documents = self._scored(query)
        for too in () if "slips" in self._without else (False, True):
            if any(one.full and one.met > 0.999 for one in documents):
                break
            if not short and not too:
                add_short_forms(query, self._short_forms)
            mend(query, self._lists, self._words, too)
            documents = self._scored(query)
        return documents

    def _scored(self, query: Query) -> list[Scored]:
        parts = gathered(query, self._lists, self._meta["passages"])
        for part in parts:
            if not part.pair:
                term = query.terms[part.at]
                term.missing = not part.answers and not term.common
        return scored(parts, self._mains, [required_by(phrase, query.terms) for phrase in query.phrases])

    def _all(self) -> list[Scored]:
        """Give every document, for a query without words."""
        first = next(iter(self._meta["facets"]), None)
        lists = self._facet(first).values() if first else ()
        return [Scored(number, passage=number) for number in sorted(frozenset().union(*lists))]

    def _prefer(self, documents: Iterable[Scored], known: Iterable[Understood]) -> None:
        """Put first what has the facets that the query names, unless it answers little of the rest."""
        for one in known:
            lists = self._facet(one.facet)
            numbers = frozenset().union(*(lists.get(value, ()) for value in one.values))
            within = [document for document in documents if document.number in numbers]
            most = max((document.coverage for document in within), default=0)
            for document in within:
                document.score *= TUNING.facet if document.coverage > 0.6 * most else 1.2
            for document in documents if within else ():
                document.outside |= document.number not in numbers

    def _filtered(self, documents: list[Scored], filters: Filters, but: str | None = None) -> list[Scored]:
        for facet, values in filters.items():
            if facet != but and values:
                lists = self._facet(facet)
                numbers = frozenset().union(*(lists.get(value, ()) for value in values))
                documents = [one for one in documents if one.number in numbers]
        return documents

    def _counted(self, documents: list[Scored], filters: Filters) -> dict[str, list[Count]]:
        """Count the values of each facet among what is found, each facet as if it were not filtered by itself."""
        counts = {}
        for facet, said in self._meta["facets"].items():
            lists, some = self._facet(facet), self._filtered(documents, filters, but=facet)
            _part(some)
            found = frozenset(one.number for one in some if not one.near)
            counts[facet] = [
                Count(value, label, len(found & lists.get(value, frozenset()))) for value, label, *_ in said["values"]
            ]
        return counts

    def _best(self, query: Query, documents: Iterable[Scored], limit: int, sort: str) -> list[Scored]:
        """Sort the documents, and judge the best of them again where they are wanted by relevance."""
        if sort == "date":
            return sorted(documents, key=lambda one: (one.near, -one.number))[:limit]
        ranked = sorted(documents, key=_by_rank)[: max(_JUDGED, limit) if query.terms else limit]
        if "rerank" not in self._without and query.terms:
            # Always as many are judged, however many are shown: more results never reorder those that were read.
            judged = ranked[:_JUDGED]
            for one in judged:
                factor, quoted = judgement(query, self._record(one.passage), self._aliases)
                one.score *= factor
                one.near = one.near or not quoted
            ranked = [*sorted(judged, key=_by_rank), *ranked[_JUDGED:]]
        return ranked[:limit]

    def _result(self, one: Scored, shown: Marking) -> Result:
        record = self._record(one.passage)
        excerpt = excerpt_of(record["lines"], shown, self._aliases)
        return Result(
            record={name: value for name, value in record.items() if name not in ("lines", "about")},
            score=math.floor(one.score * 1e4 + 0.5) / 1e4,
            near=one.near,
            title_marks=[(mark.start, mark.end) for mark in marks_in(record["title"], shown, self._aliases)],
            excerpt=excerpt.text,
            marks=excerpt.marks,
        )

    def _suggestion(self, query: Query) -> str | None:
        """Write the query as it was taken; None where it was taken as typed."""
        if not query.meant:
            return query.read_as
        text = query.text
        for one in sorted(query.meant, key=lambda one: one.term.start, reverse=True):
            text = text[: one.term.start] + self._spelt(one.syllables) + text[one.term.end :]
        return text

    def _completions(self, query: Query) -> list[str]:
        if not query.terms:
            return []
        last = query.terms[-1]
        completed = [choice for choice in last.choices if choice.completed][:5]
        return [query.text[: last.start] + self._spelt(one.syllables, one.behind) for one in completed]

    def _spelt(self, syllables: Syllables, behind: Syllable | None = None) -> str:
        """Write syllables, those that were not typed as they are most often written in this place."""
        chain = [behind, *syllables] if behind else list(syllables)
        spelt = []
        for at, (folded, form) in enumerate(chain):
            if form == ANY and len(chain) < 2:
                form = self._usual(folded)
            elif form == ANY:
                first, second = chain[at - 1 : at + 1] if at else chain[:2]
                form = self._usual(pair_of(first[0], second[0])).split(" ")[1 if at else 0]
            spelt.append(form)
        return " ".join(map(written, spelt[1:] if behind else spelt))

    def _usual(self, key: str) -> str:
        forms = self._lists.forms(key)
        return max(forms, key=lambda one: len(one.numbers)).form if forms else key

    def _record(self, passage: int) -> Mapping[str, Any]:
        if passage not in self._records:
            self._records[passage] = self._load_json(record_name(passage))
        return self._records[passage]

    def _facet(self, name: str) -> dict[str, frozenset[int]]:
        if name not in self._facets:
            lists = self._load_json(f"f/{name}-{self._meta['facets'][name]['mark']}.json")
            self._facets[name] = {value: frozenset(decoded(text)[0]) for value, text in lists.items()}
        return self._facets[name]

    @cached_property
    def _words(self) -> Words:
        classes = self._load_json(f"words-{self._meta['words']}.json")
        return {word: int(often) for often, words in classes.items() for word in words.split(" ")}

    @cached_property
    def _short_forms(self) -> Sequence[ShortForm]:
        return short_forms_of(self._load_json(f"short-{self._meta['short']}.json"))


def _part(documents: Sequence[Scored]) -> None:
    """Tell what is found from what is only near."""
    most = max((one.coverage for one in documents if not one.outside), default=0)
    for one in documents:
        one.near = one.outside or not one.quoted or one.coverage < max(_ENOUGH, _NEAR * most)


def _named(query: Query) -> str:
    """Write down the dates and facets that a query names."""
    return " ".join([*(term.form for term in query.terms if term.date), *(one.label for one in query.understood)])


def _by_rank(one: Scored) -> tuple[bool, int, int]:
    return (one.near, *by_score(one))
