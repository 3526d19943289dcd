"""The journal: a line a change, each sealed by the one before; what was changed, taken out or moved is found."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.trust.journal import FIRST, Journal, JournalBroken, Writing, digest_of, written
from archive.trust.keys import SigningKey, fingerprint, is_signed

KEYS = [SigningKey(bytes([number]) * 32) for number in range(3)]


def journal(*events: tuple[str, dict[str, object]], date: str = "2024-01-15") -> Journal:
    writing = Writing(Journal(), date)
    for event, more in events:
        writing.add(event, **more)
    return writing.whole


def about(id: str, sha256: str = "a", **more: object) -> dict[str, object]:
    return {"id": id, "sha256": sha256, "status": "published", **more}


TWO = journal(("publish", about("a")), ("publish", about("b")), ("change", about("a", "c")))


def test_a_line_is_json_in_one_way_and_names_the_line_before() -> None:
    first = json.loads(TWO.lines[0])
    assert first == {"n": 1, "date": "2024-01-15", "event": "publish", "before": FIRST, **about("a")}
    assert json.loads(TWO.lines[1])["before"] == digest_of(TWO.lines[0])
    assert Journal.read(TWO.text) == TWO and Journal.read("") == Journal()


@given(st.data())
def test_any_change_of_a_letter_is_found(data: st.DataObject) -> None:
    text = TWO.text
    at = data.draw(st.integers(0, len(text) - 2))
    other = data.draw(st.characters(min_codepoint=32, max_codepoint=126).filter(lambda char: char != text[at]))
    with pytest.raises(JournalBroken):
        changed = Journal.read(text[:at] + other + text[at + 1 :])
        # The last line seals nothing by itself: its hash is in the signed manifest.
        if changed.lines[:-1] == TWO.lines[:-1] and changed.head != TWO.head:
            raise JournalBroken("head")


@pytest.mark.parametrize("lines", [(1, 2), (0, 2), (1, 0, 2), (0, 2, 1), (0, 0, 1, 2), (2,)])
def test_a_line_taken_out_moved_or_put_in_twice_is_found(lines: tuple[int, ...]) -> None:
    with pytest.raises(JournalBroken):
        Journal.read("".join(f"{TWO.lines[number]}\n" for number in lines))


def test_lines_taken_from_the_end_are_found_by_whoever_kept_the_journal() -> None:
    assert TWO.extends(Journal(TWO.lines[:2])) and TWO.extends(TWO) and TWO.extends(Journal())
    assert not Journal(TWO.lines[:2]).extends(TWO)


def test_a_line_written_in_another_way_is_not_the_same_line() -> None:
    loose = json.dumps(json.loads(TWO.lines[0]))
    with pytest.raises(JournalBroken, match="1"):
        Journal.read(f"{loose}\n")


def test_states_are_those_of_the_last_event_and_follow_a_new_name() -> None:
    found = journal(
        ("publish", about("a")),
        ("change", about("a", "b", notes=1)),
        ("rename", about("c", "b", **{"from": "a"})),
        ("publish", about("x")),
        ("remove", {"id": "x", "reason": "đăng nhầm"}),
    )
    assert found.states.keys() == {"c"} and found.states["c"].sha256 == "b"
    assert found.untold == {"c": ["2024-01-15"]}
    assert [event["event"] for event in found.told["c"]] == ["publish", "change", "rename"]


def rotated(proof_by: SigningKey | None, reason: str = "") -> Journal:
    writing = Writing(Journal(), "2024-01-15")
    writing.add("key", key=KEYS[0].public)
    line = writing.next("key", key=KEYS[1].public, **({"reason": reason} if reason else {}))
    if proof_by is not None:
        line = {**line, "proof": proof_by.sign(written(line).encode()).hex()}
    writing.add_line(line)
    return writing.whole


def test_a_key_that_the_one_before_has_signed_is_proven_and_no_other() -> None:
    assert list(rotated(KEYS[0]).unproven_keys()) == []
    for wrong in (None, KEYS[1], KEYS[2]):
        assert [event["n"] for event in rotated(wrong).unproven_keys()] == [2]
    assert rotated(KEYS[0]).key == KEYS[1].public


def test_a_signature_is_of_its_key_and_message_alone() -> None:
    signature = KEYS[0].sign(b"x")
    assert is_signed(KEYS[0].public, signature, b"x")
    assert not is_signed(KEYS[1].public, signature, b"x")
    assert not is_signed(KEYS[0].public, signature, b"y")
    assert not is_signed("00", signature, b"x") and not is_signed("zz", signature, b"x")


def test_a_fingerprint_is_read_aloud_in_groups_of_four() -> None:
    groups = fingerprint(KEYS[0].public).split(" ")
    assert len(groups) == 16 and all(len(group) == 4 and group == group.upper() for group in groups)
