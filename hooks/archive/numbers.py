"""The number and sign of an official paper (“123/BC-UBND”), and the kind of paper that the sign names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from archive.patterns import pattern


class Kind(StrEnum):
    """The kinds of official paper."""

    REPORT = "bao-cao"
    PLAN = "ke-hoach"
    NOTICE = "thong-bao"
    DECISION = "quyet-dinh"
    DIRECTIVE = "chi-thi"
    RESOLUTION = "nghi-quyet"
    GUIDANCE = "huong-dan"
    PROPOSAL = "to-trinh"
    PROGRAMME = "chuong-trinh"
    CONCLUSION = "ket-luan"
    REGULATION = "quy-che"
    RULES = "quy-dinh"
    PROJECT = "de-an"
    SCHEME = "phuong-an"
    MINUTES = "bien-ban"
    TELEGRAM = "cong-dien"
    COMMUNIQUE = "thong-cao"
    INVITATION = "giay-moi"
    LETTER = "cong-van"
    """An official letter, whose sign names no kind."""


# Abbreviations of kinds: Decree 30/2020/NĐ-CP, appendix III; KL and CTr of Party papers besides.
KINDS = {
    "BC": Kind.REPORT,
    "KH": Kind.PLAN,
    "TB": Kind.NOTICE,
    "QĐ": Kind.DECISION,
    "CT": Kind.DIRECTIVE,
    "NQ": Kind.RESOLUTION,
    "HD": Kind.GUIDANCE,
    "TTr": Kind.PROPOSAL,
    "CTr": Kind.PROGRAMME,
    "KL": Kind.CONCLUSION,
    "QC": Kind.REGULATION,
    "QyĐ": Kind.RULES,
    "ĐA": Kind.PROJECT,
    "PA": Kind.SCHEME,
    "BB": Kind.MINUTES,
    "CĐ": Kind.TELEGRAM,
    "TC": Kind.COMMUNIQUE,
    "GM": Kind.INVITATION,
}

_PART = r"[^\W\d_](?:[^\W_]|[.&])*"
_FORM = pattern(rf"(\d{{1,6}}[a-zđ]?)?(?:/(\d{{4}}))?([/-])({_PART}(?:[-/]{_PART})*)")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A paper's number: `ordinal` is empty while the paper leaves it blank, `sign` is what follows it."""

    ordinal: str
    sign: str
    text: str

    @classmethod
    def parse(cls, text: str) -> DocumentNumber:
        """Read “123/BC-UBND”, “145-BC/HU”, “15/2022/QĐ-UBND” or “/BC-UBND”; ValueError for anything else."""
        match = _FORM.fullmatch(text)
        zero = match is not None and match[1] is not None and not match[1].strip("0")
        if match is None or zero or match[4].islower():  # the sign's code is in capitals: “bc” names no kind
            raise ValueError(text)
        return cls(match[1] or "", text[len(match[1] or "") :], text)

    @property
    def kind(self) -> Kind:
        """The kind that the sign's code names; a sign without a code is an official letter (công văn)."""
        code = re.split(r"[-/]", self.sign.lstrip("/-0123456789"))[0]
        return KINDS.get(code, Kind.LETTER)

    def __str__(self) -> str:
        return self.text


def as_number(text: str) -> DocumentNumber | None:
    """Guess the number in what was pasted from a paper (“Số: 88/BC – UBND”); None where there is none."""
    bare = re.sub(r"^số\s*:?\s*", "", text.strip(), flags=re.IGNORECASE)
    joined = re.sub(r"\s*([-/])\s*", r"\1", re.sub("[\u2010-\u2015\u2212]", "-", bare))
    try:
        return DocumentNumber.parse(joined.upper() if joined.islower() else joined)
    except ValueError:
        return None
