"""The engine, in both languages: the same ranked lists for every query, and what single queries must find."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.search.bundle import BROWSER, engine_module, interface_module
from archive.search.engine import Answer, open_index
from archive.search.engine.writing import written
from archive.search.text import tokens
from node import run_node

ASK = """
    const search = await open(async (path) => JSON.parse(fs.readFileSync(`${given.folder}/${path}`, "utf8")));
    const marked = (text, marks) => marks.map(([start, end]) => text.slice(start, end));
    const answers = [];
    for (const [text, options] of given.queries) {
        const answer = await search.query(text, options);
        answers.push({
            ...answer,
            results: answer.results.map((one) => [
                one.id, one.score, one.near,
                marked(one.title, one.titleMarks), one.excerpt, marked(one.excerpt, one.marks),
            ]),
        });
    }
    console.log(JSON.stringify(answers));
"""


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[str]]]:
    """The benchmark's first 1,000 documents as an index, and its queries."""
    from documents import documents
    from queries import queries
    from searchable import searchable, write_index

    folder = tmp_path_factory.mktemp("bench")
    every = documents(10_000)
    write_index([searchable(one.as_json()) for one in every[:1000]], folder)
    yield folder, [query.q for query in queries(every)]


def answers(folder: Path, queries: list[tuple[str, dict[str, Any]]]) -> list[Any]:
    search = open_index(lambda path: json.loads((folder / path).read_text(encoding="utf-8")))
    return [said(search.query(text, **options)) for text, options in queries]


def said(answer: Answer) -> Any:
    """Write an answer as the JavaScript engine's is written by ASK."""

    def marked(text: str, marks: list[tuple[int, int]]) -> list[str]:
        return [text[start:end] for start, end in marks]

    results = [
        [
            one.record["id"],
            one.score,
            one.near,
            marked(one.record["title"], one.title_marks),
            one.excerpt,
            marked(one.excerpt, one.marks),
        ]
        for one in answer.results
    ]
    facets = {facet: [vars(one) for one in counts] for facet, counts in answer.facets.items()}
    understood = [{"facet": one.facet, "values": list(one.values), "label": one.label} for one in answer.understood]
    return {
        "results": results,
        "total": answer.total,
        "facets": facets,
        "understood": understood,
        "suggestion": answer.suggestion,
        "completions": answer.completions,
        "missing": answer.missing,
    }


def in_node(folder: Path, queries: list[tuple[str, dict[str, Any]]], module: str) -> list[Any]:
    found: list[Any] = run_node(
        f"import {{ open }} from {module!r};\n{ASK}", {"folder": str(folder), "queries": queries}
    )
    return found


def test_both_languages_rank_alike(bench: tuple[Path, list[str]]) -> None:
    folder, asked = bench
    assert len(asked) >= 200
    queries: list[tuple[str, dict[str, Any]]] = [(text, {"counts": False}) for text in asked]
    here, there = answers(folder, queries), in_node(folder, queries, (BROWSER / "engine.mjs").as_uri())
    assert [(text, one, other) for text, one, other in zip(asked, here, there, strict=True) if one != other] == []


def test_both_languages_filter_sort_and_count_alike(bench: tuple[Path, list[str]], tmp_path: Path) -> None:
    folder, asked = bench
    queries: list[tuple[str, dict[str, Any]]] = [("", {"filters": {"collection": ["dinh-chinh"]}})]
    for text in asked[:40]:
        queries.append((text, {"filters": {"collection": ["tin-bai", "dinh-chinh"]}}))
        queries.append((text, {"sort": "date", "limit": 15}))
        queries.append((text, {"free": ["period", "unit"]}))
    module = tmp_path / "engine.mjs"
    module.write_text(engine_module(), encoding="utf-8")
    assert answers(folder, queries) == in_node(folder, queries, module.as_uri())


def test_the_interface_is_one_module_that_can_be_read(tmp_path: Path) -> None:
    module = tmp_path / "interface.mjs"
    module.write_text(interface_module(), encoding="utf-8")
    script = f"import * as all from {module.as_uri()!r};\nconsole.log(JSON.stringify(Object.keys(all)));"
    assert run_node(script) == ["start"]


@pytest.mark.parametrize(
    "word",
    [
        "ngoại",
        "hòa",
        "thủy",
        "quý",
        "gìn",
        "giữ",
        "Đường",
        "ướt",
        "yêu",
        "khuỷu",
        "nghiêng",
        "của",
        "mía",
        "thuở",
        "oái",
        "quốc",
        "bưởi",
        "tiền",
        "loa",
    ],
)
def test_a_syllable_is_written_as_it_was(word: str) -> None:
    (token,) = tokens(word)
    assert written(token.form) == word.lower()


def test_a_query_with_many_facts_prefers_the_document_that_has_all(bench: tuple[Path, list[str]]) -> None:
    """The frozen half of the benchmark's queries must not fall: the first result answers at least four in five."""
    from documents import documents
    from queries import queries

    folder, _ = bench
    frozen = [query for query in queries(documents(10_000)) if query.frozen]
    search = open_index(lambda path: json.loads((folder / path).read_text(encoding="utf-8")))
    first = [search.query(query.q, limit=10, counts=False).results for query in frozen]
    ranks = [
        next((place for place, one in enumerate(found) if one.record["id"] in query.rel), None)
        for query, found in zip(frozen, first, strict=True)
    ]
    assert sum(rank == 0 for rank in ranks) / len(ranks) >= 0.8
    assert sum(rank is not None for rank in ranks) / len(ranks) >= 0.93
