"""The catalogue of strings: nothing missing, nothing unused, no visible text outside it."""

from __future__ import annotations

import hashlib
import re
import string
from pathlib import Path

import pytest

from archive import strings as reader
from archive.entries import Collection
from archive.numbers import Kind
from archive.schema import Format, Platform, ResultStatus, Status, Stream, UnitKind, Verdict
from archive.search.bundle import BROWSER, INTERFACE
from archive.strings import strings

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = sorted((ROOT / "overrides").rglob("*.html"))
MODULES = sorted((ROOT / "hooks").rglob("*.py"))
VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)


def _used() -> set[str]:
    """Find the keys that code and templates name; a part filled in at run time counts as any."""
    used = set()
    for file in (*TEMPLATES, *MODULES):
        text = file.read_text(encoding="utf-8")
        for key in re.findall(
            r"""(?:\bt|strings\(\)|strings\(language\)|\btext|\btold|_text|\.get)\(\s*f?["']([a-z_]+(?:\.[\w{}.]+)*)["'](?:\s*~)?""",
            text,
        ):
            used.add(key)
        for key in re.findall(r"""\bt\("([a-z_.]+\.)" ~""", text):
            used.add(key + "{}")
    for module in INTERFACE:  # its `text` is the group `search`; a text itself may be cut and filled
        code = (BROWSER / f"{module}.mjs").read_text(encoding="utf-8")
        for key, below in re.findall(r"\btext\.(?!slice\b|replace\b)([a-z_]+)\b(\[)?", code):
            used.add(f"search.{key}.{{}}" if below else f"search.{key}")
    verify = (ROOT / "overrides/assets/verify/page.mjs").read_text(encoding="utf-8")
    used |= {f"verify.{key}" for key in re.findall(r'"([a-z_]+)"', verify) if f"verify.{key}" in strings().texts}
    return used


@pytest.mark.parametrize(
    "choices", [Collection, Format, Kind, Platform, ResultStatus, Status, Stream, UnitKind, Verdict]
)
def test_every_choice_has_a_name_for_readers_and_no_name_is_left_over(choices: type) -> None:
    from archive.wording import choice_words

    named = {choice_words(choice) for choice in choices}
    assert all(named) and len(named) == len(list(choices))


def test_every_key_that_is_named_exists() -> None:
    texts = strings().texts
    for key in _used():
        if "{" not in key and "." in key.rstrip("."):
            assert key in texts or any(one.startswith(key.rstrip(".") + ".") for one in texts), key


def test_every_text_is_used() -> None:
    forms = [re.escape(key) for key in _used()]
    used = re.compile("|".join(re.sub(r"\\\{[^}]*\\\}", r"[^.]+(?:\\.[^.]+)?", form) for form in forms))
    elsewhere = (
        "problems.",
        "check.",
        "columns.",
        "fields.",
        "choices.",
        "environment.",
        "language.",
        "commands.",
        "period.",
        "gate.",  # by the code of a fault
        *(f"verify.{group}." for group in ("faults", "known", "limits", "status", "unknown")),
        *(f"importing.{group}." for group in ("marks", "unreadable", "warnings")),  # by key or code
        "syntax.",  # by the name of each mark, in archive.safety.syntax
        "statements.",  # read as groups, by archive.pages.statements
    )
    unused = [key for key in strings().texts if not used.fullmatch(key) and not key.startswith(elsewhere)]
    assert unused == []


def test_the_english_catalogue_says_all_of_what_it_speaks_of() -> None:
    """A group is there whole or not at all, its texts with the same places to fill; only English has singulars."""
    vietnamese = strings().texts
    english = {key: text for key, text in strings("en").texts.items() if not key.endswith("_one")}
    assert english.keys() <= vietnamese.keys()
    whole = {key.rpartition(".")[0] for key in english} - {"entry"}
    missing = {key for key in vietnamese if key.rpartition(".")[0] in whole} - english.keys()
    assert missing == set()
    for key, text in english.items():
        if not key.startswith(("date.", "period.")):
            assert _places(text) == _places(vietnamese[key]), key


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_place_in_a_text_has_a_name() -> None:
    for key, text in strings().texts.items():
        for _, name, _, _ in string.Formatter().parse(text):
            assert name is None or name.isidentifier(), key


@pytest.mark.parametrize("file", [*TEMPLATES], ids=lambda file: file.name)
def test_no_template_holds_vietnamese_of_its_own(file: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not VIETNAMESE.search(text)


def test_no_module_holds_vietnamese_of_its_own_but_what_an_old_python_must_be_told() -> None:
    language = [ROOT / "hooks/archive/search/text.py", *(ROOT / "hooks/archive/search/engine").glob("*.py")]
    language += [
        ROOT / f"hooks/archive/safety/{name}.py" for name in ("markings", "personal", "credentials", "plain_words")
    ]
    importing = set((ROOT / "hooks/archive/importing").glob("*.py"))  # how papers are worded
    language += [file for file in importing if file.name not in ("entry.py", "paper.py")]
    for file in set(MODULES).difference(language):  # the letters and function words that search goes by
        code = re.sub(r'"""(?:.|\n)*?"""|#.*', "", file.read_text(encoding="utf-8"))
        found = [line for line in code.splitlines() if VIETNAMESE.search(line)]
        allowed = (
            "PYTHON_TOO_OLD",
            "pattern(",
            "re.sub(",
            'r"(?:(?:ngày',
            "_PART",
            "_FORM",
            '": Kind.',
            'replace("đ"',
            "zđ]",
        )
        assert all(any(mark in line for mark in allowed) for line in found), (file, found)


def test_what_was_read_of_a_catalogue_is_kept_until_the_catalogue_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue, kept = tmp_path / "vi.toml", tmp_path / "kept"
    monkeypatch.setattr(reader, "LOCALES", tmp_path)
    monkeypatch.setattr(reader, "KEPT", kept)
    read = reader._read.__wrapped__
    catalogue.write_text('[a]\nb = "Một"\n', encoding="utf-8")
    assert read("vi").texts == {"a.b": "Một"} == read("vi").texts
    (file,) = kept.iterdir()
    other = '{"a.b": "Từ nơi giữ"}'
    file.write_bytes(hashlib.sha256(other.encode()).digest() + other.encode())
    assert read("vi")("a.b") == "Từ nơi giữ"
    file.write_bytes(file.read_bytes().replace("giữ".encode(), "dở".encode()))
    assert read("vi")("a.b") == "Một"
    catalogue.write_text('[a]\nb = "Hai"\n', encoding="utf-8")
    assert read("vi")("a.b") == "Hai"
    assert [one.read_bytes()[32:].decode() for one in kept.iterdir()] == ['{"a.b": "Hai"}']
    monkeypatch.setattr(reader, "KEPT", catalogue / "none")  # nothing can be written there
    assert read("vi")("a.b") == "Hai"
