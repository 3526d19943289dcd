"""Any front matter either validates or yields problems, each with a line; what is valid in it is kept."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import strict_yaml
from archive.declared import json_schema_of, keys_of
from archive.front_matter import Document
from archive.schema import (
    Channel,
    Correction,
    Indicator,
    PlainPage,
    Record,
    Report,
    Schema,
    Story,
    Topic,
    Unit,
    mentions,
    read_record,
    required_keys,
)
from archive.strings import strings

SCHEMAS = [Report, Story, Correction, PlainPage, Unit, Channel, Topic, Indicator]
VALID: dict[type[Schema], dict[str, object]] = {
    Report: {
        "title": "Báo cáo", "number": "12/BC-UBND", "date": "2023-06-12", "issuer": "ubnd", "period": "2023-H1",
        "streams": ["thong-tin-doi-ngoai"],
    },
    Story: {
        "title": "Tin", "date": "2023-06", "unit": "ubnd", "format": "video", "streams": ["quang-ba-hinh-anh"],
        "published_on": [{"channel": "zalo", "url": "https://a.example/b", "figures": {"reach": "12"}}],
    },
    Correction: {
        "title": "Đính chính", "date": "2023", "claim": "a", "verdict": "false", "facts": "b", "sources": ["c"],
        "streams": ["thong-tin-doi-ngoai"],
    },
}  # fmt: skip
ANY_VALUE = st.recursive(
    st.text(max_size=10)
    | st.sampled_from(["2023-H1", "2023", "true", "12/BC-UBND", "doi-ngoai", "<b>", "&amp;", "../x"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3)
        if (KEYS := sorted({key for schema in SCHEMAS for key in keys_of(schema)} | {"file", "channel", "id", "x"}))
        else inner
    ),
    max_leaves=6,
)


def document(data: dict[str, object]) -> Document:
    tree = strict_yaml.read(json.dumps(data, ensure_ascii=False))
    return Document("a.md", tree)


@pytest.mark.parametrize("schema", VALID, ids=lambda schema: schema.__name__)
def test_what_is_valid_yields_no_problem(schema: type[Schema]) -> None:
    record, problems = read_record(schema, document(VALID[schema]))
    assert problems == [] and isinstance(record, schema)


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.__name__)
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_any_front_matter_validates_or_yields_problems(schema: type[Schema], data: st.DataObject) -> None:
    keys = st.sampled_from([*keys_of(schema), "titel", "từ"])
    given_data = {**VALID.get(schema, {}), **data.draw(st.dictionaries(keys, ANY_VALUE, max_size=5))}
    record, problems = read_record(schema, document(given_data))
    for problem in problems:
        assert problem.line >= 1 and problem.message and problem.fix and f"problems.{problem.code}.fix" in strings()
    if not problems:
        assert all(getattr(record, key) is not None for key in required_keys(schema))
    list(mentions(record))


@pytest.mark.parametrize("schema", VALID, ids=lambda schema: schema.__name__)
def test_each_key_that_must_be_there_is_missed(schema: type[Schema]) -> None:
    for key in required_keys(schema):
        without = {name: value for name, value in VALID[schema].items() if name != key}
        _, problems = read_record(schema, document(without))
        assert [(problem.key, problem.code) for problem in problems] == [(key, "missing")]


def test_what_is_valid_beside_what_is_wrong_is_kept() -> None:
    data = {**VALID[Report], "date": "26/5/2023", "topics": ["kinh-te", "Văn hóa", "xa-hoi"], "nope": "x"}
    record, problems = read_record(Report, document(data))
    assert [problem.code for problem in problems] == ["date_form", "id", "unknown_key"]
    assert record.date is None and record.topics == ["kinh-te", "xa-hoi"] and record.issuer == "ubnd"


def test_the_schema_says_where_ids_come_from() -> None:
    data = {**VALID[Story], "topics": ["kinh-te"], "replaced_by": "tin-bai/2023/b"}
    record, _ = read_record(Story, document(data))
    found = {(mention.path, mention.to, mention.id) for mention in mentions(record)}
    assert found == {
        (("unit",), "unit", "ubnd"),
        (("topics", 0), "topic", "kinh-te"),
        (("replaced_by",), "entry", "tin-bai/2023/b"),
        (("published_on", 0, "channel"), "channel", "zalo"),
    }


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.__name__)
def test_a_json_schema_can_be_made_of_each_schema(schema: type[Schema]) -> None:
    made = json_schema_of(schema)
    assert set(required_keys(schema)) == set(made.get("required", []))
    assert issubclass(schema, Record) == ("streams" in made["properties"])
