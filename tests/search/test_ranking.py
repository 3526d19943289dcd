"""What comes first, and why: small archives of a few documents, each asked one thing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from archive.search.engine import Answer, open_index
from searchable import searchable, write_index

FILLER = "Trong kỳ, các đơn vị duy trì chế độ thông tin, gửi số liệu đúng biểu mẫu và giữ đường dây trực."


def asked(folder: Path, documents: Sequence[dict[str, Any]], text: str) -> Answer:
    """Ask an archive of these documents."""
    write_index([searchable({"id": str(place), **said}) for place, said in enumerate(documents)], folder)
    return open_index(lambda path: json.loads((folder / path).read_text(encoding="utf-8"))).query(text)


def first(folder: Path, documents: Sequence[dict[str, Any]], text: str) -> str:
    """Give the title of the best result."""
    return str(asked(folder, documents, text).results[0].record["title"])


def test_what_stands_together_comes_before_what_is_scattered_over_a_long_report(tmp_path: Path) -> None:
    parts = ("Nhà rông được sửa mái.", "Cầu treo thông xe.")
    report = {"title": "Báo cáo năm", "text": "\n".join(f"{part} " * 3 + f"{FILLER} " * 12 for part in parts)}
    story = {"title": "Chuyện ở làng", "text": f"Sau mùa mưa, nhà rông và cầu treo cùng xong. {FILLER}"}
    assert first(tmp_path, [report, story], "nhà rông cầu treo") == "Chuyện ở làng"


def test_an_unmarked_syllable_among_marked_ones_is_itself(tmp_path: Path) -> None:
    bridges = [{"title": f"Cầu số {at}", "text": f"Khởi công cầu. {FILLER}"} for at in range(6)]
    areca = {"title": "Được mùa", "text": f"Cau non được giá. {FILLER}"}
    gardens = [{"title": f"Thôn {at}", "text": f"Nhà nào cũng có vườn. {FILLER}"} for at in range(3)]
    assert first(tmp_path, [*bridges, areca, *gardens], "vườn cau") == "Được mùa"


def test_a_place_by_its_other_spelling_does_not_mark_a_query(tmp_path: Path) -> None:
    documents = [{"title": "Đối ngoại ở Đak Pơ", "text": FILLER}, {"title": "Ngoài chợ Đak Pơ", "text": FILLER}]
    assert first(tmp_path, documents, "doi ngoai dak po") == "Đối ngoại ở Đak Pơ"


def test_a_period_left_by_telex_is_read_as_a_period(tmp_path: Path) -> None:
    june = {"title": "Tin vắn", "date": "2023-06-09", "period": "2023-H1", "text": f"Hội làng. {FILLER}"}
    others = [{"title": f"Hội làng {at}", "date": "2022-03-01", "period": "2022-H1", "text": FILLER} for at in (1, 2)]
    answer = asked(tmp_path, [june, *others], "hooij langf 6 thangs ddaauf nawm 2023")
    assert answer.results[0].record["title"] == "Tin vắn"
    assert answer.suggestion == "hội làng 6 tháng đầu năm 2023"
    assert [(one.facet, one.values) for one in answer.understood] == [("period", ["2023-H1"])]


def test_a_quoted_phrase_without_marks_is_met_beside_words_with_marks(tmp_path: Path) -> None:
    documents = [{"title": "Sửa chữa", "text": "Nhà sàn ở Cư An."}, {"title": "Khác", "text": "Sân nhà ở Cư An."}]
    answer = asked(tmp_path, documents, '"nha san" Cư An')
    assert [one.record["title"] for one in answer.results if not one.near] == ["Sửa chữa"]
