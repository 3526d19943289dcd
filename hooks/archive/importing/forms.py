"""What the lines of an official paper look like: the forms that its head and its foot are known by.

Decree 30/2020/NĐ-CP, appendix I. A form names a line only where nothing but that can stand there: words such as “Nơi
nhận” or “KT.” also begin sentences, and whoever takes one for a foot takes the text away from its paper.
"""

from __future__ import annotations

import re

from archive.importing.blocks import Paragraph, Side, in_capitals, tidy
from archive.numbers import Kind
from archive.patterns import pattern
from archive.suggestion import folded

_TITLE = pattern(r"cong h[oa]{2} xa hoi(?: chu(?: nghia(?: viet(?: nam)?)?)?)?|dang cong san(?: viet(?: nam)?)?")
# What is left of it where it did not fit on one line.
_TITLE_GOES_ON = pattern(r"(?:chu )?(?:nghia )?(?:viet )?nam|(?:cong )?san viet nam|(?:- )?(?:hanh )?phuc")
_MOTTO = pattern(r"doc lap\s*[-–—]\s*tu do(?:\s*[-–—](?:\s*hanh(?: phuc)?)?)?")
RULE = pattern(r"[\s_*=.~\-–—]+")
_BLANK = r"[\d\s.…_]*"
NUMBER = pattern(
    r"Số\s*:?\s*(?P<ordinal>[\d.…_ ]*[a-zđ]?)\s*"
    r"(?P<sign>[-–/]\s*(?:\d{4}\s*/\s*)?[A-ZĐ][\wĐđ.&]*(?:\s*[-–/]\s*[\wĐđ.&]+)*)",
)
NO_SIGN = pattern(r"Số\s*:?\s*(?P<ordinal>[\d.…_ ]*)/?\s*$")
_PROPER = r"[A-ZĐÀ-Ỹ][^\s,\d:-]{0,40}+"
PLACE_DATE = pattern(
    rf"(?P<place>^(?!\s*(?i:v/v|về việc))\s*[^\W\d][^,\d:]{{1,40}}|\b{_PROPER}(?:[ -]{_PROPER}){{0,4}}),\s*"
    rf"(?i:ngày)\s*(?:(?P<day>{_BLANK})(?i:tháng)\s*(?P<month>{_BLANK})(?i:năm)\s*(?P<year>{_BLANK})"
    r"|(?P<figures>\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}))[\s.]*$"
)
DATE_BEGINS = pattern(r"\w, ?ngày\b", re.IGNORECASE)
DATE_GOES_ON = pattern(r"[\d.…_]{2,}(?:\s|$)|ngày|tháng|năm")
ABOUT = pattern(r"(?:V/v|v/v|Vv|Về việc|Trích yếu)\s*:?\s*")
TO = pattern(r"Kính gửi\s*:?\s*", re.IGNORECASE)
BULLET = pattern(r"[-–+•*]\s")
LABELLED = pattern(r"(?:[IVX]{1,5}|\d{1,2}|[A-D])[.)/]\s|(?:Phần|PHẦN|Điều)\s+\w")
_STARTS_BODY = pattern(
    r"(?:Thực hiện|Căn cứ|Triển khai|Theo|Để|Nhằm|Trong|Tiếp theo|Qua|Ngày|Hiện nay|Xét|Ủy ban|Uỷ ban|UBND|Phòng|Ban"
    r"|Đảng ủy|Sau khi|Tại)\s"
)
KIND_NAMES = {
    "báo cáo": Kind.REPORT, "kế hoạch": Kind.PLAN, "thông báo": Kind.NOTICE, "quyết định": Kind.DECISION,
    "chỉ thị": Kind.DIRECTIVE, "nghị quyết": Kind.RESOLUTION, "hướng dẫn": Kind.GUIDANCE, "tờ trình": Kind.PROPOSAL,
    "chương trình": Kind.PROGRAMME, "kết luận": Kind.CONCLUSION, "quy chế": Kind.REGULATION, "quy định": Kind.RULES,
    "đề án": Kind.PROJECT, "phương án": Kind.SCHEME, "biên bản": Kind.MINUTES, "công điện": Kind.TELEGRAM,
    "thông cáo": Kind.COMMUNIQUE, "giấy mời": Kind.INVITATION,
}  # fmt: skip
_KIND_FIRST = pattern(rf"(?P<kind>{'|'.join(name.upper() for name in KIND_NAMES)})\s+(?P<rest>\S.*)")

COPIES = pattern(r"Nơi nhận\s*:?\s*(?=$|[-–+•])", re.IGNORECASE)
_OFFICE = pattern(
    r"(?:Q\. ?|QUYỀN |PHÓ |ĐỒNG )?(?:CHỦ TỊCH|BÍ THƯ|(?:\w+ ){0,2}TRƯỞNG|(?:TỔNG )?GIÁM ĐỐC|CHÁNH|CHỦ NHIỆM|CHỈ HUY"
    r"|CHÍNH TRỊ VIÊN|[ỦU][YỶ] VIÊN|BAN (?:CHẤP HÀNH|THƯỜNG VỤ|THƯỜNG TRỰC)|THƯỜNG TRỰC|THƯ KÝ|CHỦ TRÌ|CHỦ TỌA"
    r"|TỔNG BIÊN TẬP|ĐẠI DIỆN|NGƯỜI (?:BÁO CÁO|LẬP|VIẾT))\b"
)
_FOR = pattern(r"T\s?[./]?\s?M\s?[./:]?\s+(?P<body>\S.*)|TM\.(?P<close>\S.*)")
_IN_PLACE = pattern(r"(?:K\s?[./]?\s?T|T\s?[./]?\s?L|TUQ|T/U/Q|T\.U\.Q|Q)\s?[./:]\s?(?P<whom>\S.*)")
SIGNED = pattern(
    r"\(?(?:đã ký|ký tên|ký, (?:ghi rõ|đóng dấu)|ký thay|chữ ký|[Đđ]ã ký và đóng dấu)[^)]*\)?$", re.IGNORECASE
)
# A rank may stand before a name, and names of Jrai and Bahnar people have an apostrophe.
PERSON = pattern(
    r"(?:(?:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy)|(?:Bác|Thạc|Tiến|Kỹ) s[ĩỹ])\s+)?"
    r"(?:[A-ZĐÀ-Ỹ][\wÀ-ỹ.'’ʼ‘]*+(?:\s+|$)){2,6}"
)
APPENDIX = pattern(r"PHỤ LỤC|Phụ lục(?:\s+\d|\s+[IVX]|$)|PHỤ BIỂU|BIỂU MẪU|BIỂU SỐ")
END = "./."
# Words, at the most, of a body or an office that is written in small letters below a text.
_SHORT = 7
_SENTENCE_WORDS = 6
_LONG_WORDS = 40


def kind_named(row: Paragraph, *, alone: bool = False) -> tuple[Kind | None, str]:
    """Tell the kind that a line in capitals names, and what stands behind it on that line (`alone`: nothing)."""
    said = row.text.strip(" :.")
    if (kind := KIND_NAMES.get(said.lower())) is not None and said == said.upper():
        return kind, ""
    found = None if alone else _KIND_FIRST.match(row.text.strip())
    return (KIND_NAMES[found["kind"].lower()], found["rest"]) if found else (None, "")


def without_state(text: str) -> str:
    """Take the national title, the Party's and the motto out of a line; a sentence that speaks of them is left."""
    if _TITLE_GOES_ON.fullmatch(folded(text)):
        return ""
    for form in (_TITLE, _MOTTO):
        said = folded(text)
        found = form.search(said)
        if found is None or len(said) != len(text):
            continue
        if form is _MOTTO or found[0] == said or in_capitals(text[found.start() : found.end()]):
            text = text[: found.start()] + text[found.end() :]
    return text


def names_state(text: str) -> bool:
    """Tell whether a line holds the national title, the Party's or the motto."""
    return without_state(text) != text


def stands_alone(text: str) -> bool:
    """Tell whether a line of print is one by itself, be it full or not, as the lines of a head are."""
    text = tidy(text)
    number = NUMBER.match(text) or NO_SIGN.match(text)
    if number is not None and (number.end() == len(text) or PLACE_DATE.search(text)):
        return True
    date = PLACE_DATE.match(text)
    return (text.strip(" :.").lower() in KIND_NAMES and in_capitals(text)) or date is not None or names_state(text)


def is_sentence(row: Paragraph) -> bool:
    """Tell whether a line is running text, as no head and no foot has it."""
    if row.side is not Side.WHOLE or in_capitals(row.text):
        return False
    words = len(row.text.split())
    ends = row.text.endswith((".", ":", ";", "!", "?")) and not row.is_centred and not BULLET.match(row.text)
    return words > _LONG_WORDS or (words >= _SENTENCE_WORDS and ends)


def starts_body(text: str) -> bool:
    """Tell whether a line begins as the texts of papers do."""
    return _STARTS_BODY.match(text) is not None


def is_office(text: str) -> bool:
    """Tell whether a line is the office of who signs: in capitals, as below every text."""
    return text == text.upper() and _OFFICE.match(text) is not None


def signed_for(text: str) -> str:
    """Name the body for which is signed (“TM. …”); empty where a line says no such thing."""
    found = _FOR.match(text)
    body = (found["body"] or found["close"]) if found else ""
    dotted = found is not None and not text.startswith(("TM ", "T M "))
    return body if in_capitals(body) or (dotted and _is_short(body)) else ""


def signed_in_place(text: str) -> bool:
    """Tell whether a line says in whose place somebody signs (“KT. …”, “TL. …”, “TUQ. …”)."""
    found = _IN_PLACE.match(text)
    if found is None or _OFFICE.match(found["whom"].upper()) is None:
        return False
    return in_capitals(found["whom"]) or (_is_short(found["whom"]) and not re.search(r"\d", found["whom"]))


def _is_short(text: str) -> bool:
    return len(text.split()) <= _SHORT and not text.endswith((".", ";", ":", ","))
