"""The index: lists that read back, numbers that stay, shards that change only where their documents did."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search.document import (
    ATTACHED,
    LEVELS,
    PASSAGE_LENGTH,
    Document,
    Levels,
    Paragraph,
    joined,
    levels,
    read_levels,
    written_levels,
)
from archive.search.index import all_rows, revised
from archive.search.numbering import FIRST_DAY, numbers
from archive.search.postings import changed, count, decoded, encoded
from archive.search.shards import SHARD_LENGTH, Shard, divided, file_name, marks_of, shard_of, table, to_json
from archive.search.vocabulary import Vocabulary
from archive.search.whole import index_files

WORDS = [
    "thông",
    "tin",
    "đối",
    "ngoại",
    "huyện",
    "Đak",
    "Pơ",
    "làng",
    "cồng",
    "chiêng",
    "lễ",
    "hội",
    "123/BC-UBND",
    "15/6/2023",
    "rau",
    "mía",
    "đường",
]
DAYS = st.dates(date(1940, 1, 1), date(2030, 12, 31))


@st.composite
def made(draw: st.DrawFn) -> list[Document]:
    ids = draw(st.lists(st.text("abc", min_size=1, max_size=4), unique=True, max_size=8))
    texts = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
    return [Document(id, f"/{id}/", draw(texts), draw(DAYS), paragraphs=(Paragraph(draw(texts)),)) for id in ids]


def numbered(documents: list[Document]) -> dict[str, int]:
    """Give each document's first number by its id."""
    return numbers((one.id, one.day, one.hash, len(one.passages)) for one in documents)


def rows_of(documents: list[Document]) -> Shard:
    return all_rows(((one.id, levels(one, None)) for one in documents), numbered(documents))


@given(st.sets(st.integers(0, 5_000_000)))
def test_a_list_reads_back(postings: set[int]) -> None:
    text = encoded(postings)
    assert decoded(text) == sorted(postings)
    assert count(text) == len(postings)
    assert to_json(text) == f'"{text}"', "nothing in it needs an escape"


POSTINGS = st.sets(st.integers(0, 300) | st.integers(0, 5_000_000))


@given(POSTINGS, POSTINGS, POSTINGS)
def test_a_changed_list_is_as_if_written_anew(before: set[int], gone: set[int], new: set[int]) -> None:
    some = {*gone, *list(before)[::2]}
    assert changed(encoded(before), some, new) == encoded(before - some | new)


@given(
    st.lists(
        st.tuples(st.text("abc", min_size=1, max_size=5), DAYS, st.integers(0, 99), st.integers(1, 5)),
        unique_by=lambda one: one[0],
    )
)
def test_numbers_are_given_once_in_the_order_of_days(given_documents: list[tuple[str, date, int, int]]) -> None:
    first = numbers(given_documents)
    taken = sorted(first[id] + place for id, _, _, passages in given_documents for place in range(passages))
    assert len(set(taken)) == len(taken)
    assert numbers(reversed(given_documents)) == first, "whatever the order they come in"
    in_order = sorted(given_documents, key=lambda one: first[one[0]])
    days = [max(one[1], FIRST_DAY) for one in in_order]  # earlier papers share the number of that day
    assert days == sorted(days)


def test_a_document_more_leaves_the_numbers_of_the_others() -> None:
    days = [date(2015, 1, 1) + timedelta(days=at) for at in range(0, 3000, 2)]
    some = [(f"bao-cao/{at}", day, at * 7919, 1 + at % 3) for at, day in enumerate(days)]
    before, after = numbers(some), numbers([*some, ("bao-cao/moi", date(2018, 5, 5), 3, 2)])
    moved = [id for id in before if before[id] != after[id]]
    assert len(moved) <= 2


@given(made())
def test_the_levels_of_a_document_read_back(documents: list[Document]) -> None:
    for one in documents:
        assert joined(*map(read_levels, written_levels(levels(one, None)))) == levels(one, None)


@given(made())
def test_halves_of_an_index_are_made_apart(documents: list[Document]) -> None:
    written = {one.id: written_levels(levels(one, None)) for one in documents}
    lists: Shard = {}
    for half in (0, 1):
        lists |= all_rows(((id, read_levels(one[half])) for id, one in written.items()), numbered(documents))
    assert list(lists.items()) == list(rows_of(documents).items())


@given(made(), made())
@settings(deadline=None)
def test_what_is_made_anew_from_the_last_equals_what_is_made_whole(
    before: list[Document], after: list[Document]
) -> None:
    def passages(documents: list[Document]) -> dict[int, Levels]:
        first = numbered(documents)
        return {
            number: passage
            for document in documents
            for number, passage in enumerate(levels(document, None), first[document.id])
        }

    old, new = passages(before), passages(after)
    removed = {number: one for number, one in old.items() if new.get(number) != one}
    added = {number: one for number, one in new.items() if old.get(number) != one}
    rows = revised(rows_of(before), removed, added)
    whole = rows_of(after)
    assert rows == whole and list(rows) == list(whole)


@given(st.dictionaries(st.text("dongai ", min_size=1, max_size=9), st.integers(1, 9000), max_size=60))
def test_every_key_is_in_the_shard_that_its_letters_name(sizes: dict[str, int]) -> None:
    rows = {key: ["", "!" * sizes[key]] for key in sorted(sizes)}
    shards = divided(rows)
    assert {key: row for shard in shards.values() for key, row in shard.items()} == rows
    for prefix, shard in shards.items():
        assert all(shard_of(key, shards) == prefix for key in shard)
        assert len(shard) == 1 or len(to_json(shard)) <= SHARD_LENGTH + 2
    assert len({file_name(prefix, "ABC").casefold() for prefix in shards}) == len(shards)


def test_one_sentence_touches_few_shards() -> None:
    from documents import documents
    from searchable import searchable

    some = [searchable(one.as_json()) for one in documents(300)]
    sentence = Paragraph("Ngày 3/9/2022, đội cồng chiêng làng Hven biểu diễn cho khách nước ngoài ở nhà rông mới.")
    edited = [replace(one, paragraphs=(*one.paragraphs, sentence)) if at == 150 else one for at, one in enumerate(some)]

    def shards(documents: list[Document]) -> dict[str, str]:
        files = index_files(documents, Vocabulary())
        return {path: text for path, text in files if path.startswith("i/")}

    before, after = shards(some), shards(edited)
    assert 0 < len(after.keys() - before.keys()) <= 45, "a shard for each of its syllables and pairs at most"


def test_shards_with_long_common_letters_can_be_named() -> None:
    rows = {f"{'a' * 40} {at:03}": ["", "!" * 900] for at in range(200)}
    shards = divided(rows)
    assert len(table(dict.fromkeys(shards, "ABC"))) > 0
    assert marks_of(table(dict.fromkeys(shards, "ABC"))) == dict.fromkeys(shards, "ABC")
    assert all(shard_of(key, shards) in shards for key in rows)


def test_a_long_text_is_passages_that_lose_nothing() -> None:
    words = [f"chữ{at}" for at in range(3000)]
    text = " ".join(words)
    attached = Paragraph("Biên bản", attachment=("Biên bản", "/bao-cao/bien-ban.pdf"))
    document = Document("a", "/a/", "Dài", date(2023, 1, 1), paragraphs=(Paragraph(text), attached))
    passages = document.passages
    assert all(sum(len(one.text) for one in passage) <= PASSAGE_LENGTH for passage in passages)
    assert [word for passage in passages for one in passage for word in one.text.split()] == [*words, "Biên", "bản"]
    assert [one.attachment is not None for passage in passages for one in passage][-1]
    assert len(passages[-1]) == 1, "an attached file begins a passage of its own"


def test_a_title_weighs_more_than_a_text_and_a_text_more_than_an_attachment() -> None:
    here = Document("a", "/a/", "cồng", date(2023, 1, 1), paragraphs=(Paragraph("chiêng"),))
    there = Document("b", "/b/", "", date(2023, 1, 1), paragraphs=(Paragraph("chiêng", attachment=("A", "/a.pdf")),))
    (title,), (attached,) = levels(here, None), levels(there, None)[-1:]
    assert ATTACHED < 1
    assert LEVELS > title["cong\tcông2"] > title["chieng\tchiêng"] >= attached["chieng\tchiêng"]


def test_the_same_documents_give_the_same_bytes_in_any_order_of_work() -> None:
    from documents import documents
    from searchable import searchable

    some = [searchable(one.as_json()) for one in documents(60)]
    shuffled = random.Random(1).sample(some, len(some))
    rows = [rows_of(order) for order in (some, shuffled)]
    assert to_json(rows[0]) == to_json(rows[1])


@given(st.lists(made(), min_size=1, max_size=8), st.sampled_from("bdlpt"))
def test_lists_too_long_for_one_shard_are_divided_by_halves_as_well(several: list[list[Document]], middle: str) -> None:
    rows = rows_of([replace(one, id=f"{at}/{one.id}") for at, some in enumerate(several) for one in some])
    rows = {"a" * 40: ["", "x"], **rows, "z" * 40: ["", "x" * SHARD_LENGTH]}
    before = {key: row for key, row in rows.items() if key < middle}
    behind = {key: row for key, row in rows.items() if key >= middle}
    assert divided(before, apart=True) | divided(behind, apart=True) == divided(rows)
