import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.suggestion import did_you_mean, folded, heading_id, nearest, slug


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đak Pơ", "dak po"),
        ("ĐĂK KƠ NING", "dak ko ning"),
        ("thuỷ hoà", "thuy hoa"),
        ("Yă Hội ŏ ĭ ŭ č ñ", "ya hoi o i u c n"),
    ],
)
def test_marks_and_case_are_stripped(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(st.text())
def test_a_slug_is_ascii_whatever_it_is_made_of(text: str) -> None:
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_the_nearest_name_is_found_without_marks() -> None:
    known = ["doi-ngoai", "kinh-te", "van-hoa"]
    assert nearest("đối ngoại", known) == "doi-ngoai"
    assert nearest("doi-ngaoi", known) == "doi-ngoai"
    assert nearest("xyz", known) is None


def test_a_far_name_is_answered_with_what_there_is() -> None:
    assert did_you_mean("doi-ngoa", ["doi-ngoai"]) == "Có phải ý bạn là “doi-ngoai”?"
    assert did_you_mean("xyz", ["doi-ngoai", "kinh-te"]) == "Chọn một trong: doi-ngoai, kinh-te."
    assert did_you_mean("xyz", []) == ""


def test_a_heading_of_signs_alone_still_has_an_id() -> None:
    assert heading_id("I. Kết quả", "-") == "muc-i-ket-qua"
    assert heading_id("***", "-") == "muc-1"
