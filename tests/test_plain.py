"""Paragraphs without inline Markdown are passed over: what is made of a text is what Markdown makes of it."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.safety.syntax import EXTENSIONS
from archive.suggestion import heading_id
from harmless import harmless
from hostile import hostile
from press.plain import pass_over_plain


def converter() -> markdown.Markdown:
    configs = {**EXTENSIONS, "toc": {**EXTENSIONS["toc"], "slugify": heading_id}}
    return markdown.Markdown(extensions=list(EXTENSIONS), extension_configs=configs)


THEIRS, OURS = converter(), pass_over_plain(converter())


def made(md: markdown.Markdown, text: str) -> tuple[str, object]:
    return md.reset().convert(text), md.toc_tokens


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in harmless()])
def test_harmless_texts(body: str) -> None:
    assert made(OURS, body) == made(THEIRS, body)


def test_hostile_texts() -> None:
    texts = [raw.decode(errors="replace") for case in hostile() for raw in case.files.values() if len(raw) < 2_000]
    assert len(texts) > 100
    for text in texts:
        assert made(OURS, text) == made(THEIRS, text)


PIECES = (
    *("chữ", " ", "\n", "  \n", "\n\n", "# ", "- ", "1. ", "> ", "    ", "\t", "```\n", "***", "---\n", "===\n", "'"),
    *("*", "**", "_", "`", "\\", "\\*", "[a](b.md)", "![a](b.jpg)", "[^1]", "[^1]: ", "\x02", "\x03"),
    *("<b>", "</b>", "<br>", "&amp;", "&", "<", "https://a.vn", "<https://a.vn>", "<a@b.vn>"),
    *("| a | b |\n|---|---|\n| c | ", " |"),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_text(text: str) -> None:
    assert made(OURS, text) == made(THEIRS, text)


def test_no_pattern_is_there_that_needs_none_of_the_signs() -> None:
    assert {pattern.name for pattern in THEIRS.inlinePatterns._priority} == {
        *("backtick", "escape", "footnote", "reference", "link", "image_link", "image_reference", "short_reference"),
        *("short_image_ref", "autolink", "automail", "linebreak", "html", "entity", "delimiter"),
    }


def test_a_plain_paragraph_is_looked_through_by_no_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    for pattern in OURS.inlinePatterns:
        monkeypatch.setattr(pattern, "getCompiledRegExp", lambda: asked.append("") or pytest.fail("asked"))
    assert made(OURS, "## Mục\n\nMột đoạn: ngày 5/6 (xem dưới).\n\n- một\n- hai") and asked == []
