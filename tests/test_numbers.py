import pytest

from archive.numbers import KINDS, DocumentNumber, Kind, as_number


@pytest.mark.parametrize(
    ("text", "ordinal", "sign", "kind"),
    [
        ("123/BC-UBND", "123", "/BC-UBND", Kind.REPORT),
        ("145-BC/HU", "145", "-BC/HU", Kind.REPORT),
        ("/BC-UBND", "", "/BC-UBND", Kind.REPORT),
        ("-BC/HU", "", "-BC/HU", Kind.REPORT),
        ("012/KH-UBND", "012", "/KH-UBND", Kind.PLAN),
        ("12a/TB-VP", "12a", "/TB-VP", Kind.NOTICE),
        ("15/2022/QĐ-UBND", "15", "/2022/QĐ-UBND", Kind.DECISION),
        ("520/SNgV-HTQT", "520", "/SNgV-HTQT", Kind.LETTER),
        ("36-HD/BTGHU", "36", "-HD/BTGHU", Kind.GUIDANCE),
        ("7/TTr-UBND.VX", "7", "/TTr-UBND.VX", Kind.PROPOSAL),
    ],
)
def test_a_number_is_taken_apart_and_its_sign_names_the_kind(text: str, ordinal: str, sign: str, kind: Kind) -> None:
    number = DocumentNumber.parse(text)
    assert (number.ordinal, number.sign, number.kind, str(number)) == (ordinal, sign, kind, text)


@pytest.mark.parametrize("text", ["", "123", "Số 123/BC-UBND", "123/BC UBND", "123/", "/", "123/BC-", "123//BC"])
def test_nothing_else_is_a_number(text: str) -> None:
    with pytest.raises(ValueError):
        DocumentNumber.parse(text)


def test_every_kind_but_the_letter_has_an_abbreviation() -> None:
    assert set(KINDS.values()) == set(Kind) - {Kind.LETTER}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Số 41/BC-UBND", "41/BC-UBND"),
        ("Số: 33 /BC-VHTT", "33/BC-VHTT"),
        ("88/BC - UBND", "88/BC-UBND"),
        ("103/UBND–VX", "103/UBND-VX"),
        ("bốn mươi", None),
    ],
)
def test_a_number_pasted_from_a_paper_is_understood(text: str, number: str | None) -> None:
    found = as_number(text)
    assert (str(found) if found else None) == number
