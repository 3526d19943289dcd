"""What names a person: identity numbers, passports, mobile telephones, e-mail addresses (Decree 13/2023/NĐ-CP).

Forms, not guesses: an identity card has 12 digits that begin with a province's code (Circular 59/2021/TT-BCA, art. 4),
an older one 9 that mean nothing by themselves; a mobile number begins with 03, 05, 07, 08 or 09, an office's with 02.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.patterns import pattern
from archive.safety.found import Found

# What may stand between the groups of a number.
_S = "[ .\u2013-]"
_NOT_BEFORE = rf"(?<![\w.,/+-])(?<!\d{_S})"

_ABOUT_IDENTITY = pattern(
    r"CMND|\bCMT\b|CCCD|chứng minh (?:nhân dân|thư|số)|chung minh (?:nhan dan|thu)|căn cước|can cuoc|định danh cá nhân"
    r"|giấy tờ tùy thân",
    re.IGNORECASE,
)
_NAMES_IDENTITY = pattern(
    r"(?:CMND|\bCMT|CCCD|nhân dân|chứng minh thư|công dân|căn cước|định danh(?: cá nhân)?)\s*(?:số)?\s*[:.]?\s*$",
    re.IGNORECASE,
)
# Behind a number: “230123456 (CMND cấp năm 2010)”. An amount of cards has no comma or bracket before the word.
_NAMED_BEHIND = pattern(
    r"\s*[,;(–-]\s*(?:là\s+)?(?:số\s+)?(?:giấy\s+)?(?:CMND|CMT\b|CCCD|chứng minh|căn cước|định danh)", re.IGNORECASE
)
_MONEY = pattern(r"\s*(?:đồng|đ\b|VN[DĐ]|triệu|tỷ|nghìn|ngàn)", re.IGNORECASE)
_PROVINCE = r"0(?:0[1-9]|[1-8]\d|9[0-6])"
_CITIZEN = pattern(
    rf"{_NOT_BEFORE}{_PROVINCE}(?:{_S}?[0-3]\d{{2}}{_S}?\d{{3}}{_S}?\d{{3}}|[0-3] \d{{4}} \d{{4}})(?!\w|[.,-]\d)"
)
_TWELVE = pattern(rf"(?<![\w.,/-])\d{{3}}(?:{_S}?\d{{3}}){{3}}(?!\w|[.,]\d)")
_NINE = pattern(rf"(?<![\w.,/-])\d{{3}}{_S}?\d{{3}}{_S}?\d{{3}}(?!\w|[.,]\d)")
_PASSPORT = pattern(r"(?<![\w./-])[BCEKNP]\d{7,8}(?![\w/-]|\.\w)")
_ABOUT_PASSPORT = pattern(r"hộ chiếu|ho chieu|passport", re.IGNORECASE)
_ABOUT_GOODS = pattern(r"(?:lô|mã|lớp|ký hiệu|số hiệu|mẫu|seri|sê-ri)(?:\s+\w+)?\s*:?\s*$", re.IGNORECASE)
_ANY_PASSPORT = pattern(r"(?<![\w./-])[A-Za-z]{1,2} ?\d{5,8}(?![\w/-])")
_MOBILE = pattern(
    rf"(?<![\w.,/-])(?<!\d{_S})(?:\(?(?:\+|00)?84\)?{_S}{{0,2}}(?:\(0\) ?|0)?|0{_S}{{0,2}})"
    rf"(?P<rest>[35789](?:{_S}{{0,2}}\d){{8}})(?!\w|{_S}\d{{2,}})"
)
_SLASHED = pattern(r"(?<![\w.,/-])0[35789]\d{1,2}/\d{2,4}[ ./-]?\d{2,4}(?:[ ./-]?\d{2,3})?(?!\w|[./-]\d)")
_AT = r"(?:@| @ |\s?[\[(]\s?(?:at|a còng|@)\s?[\])]\s?)"
_DOT = r"(?:\.|\s?[\[(]\s?(?:dot|chấm|\.)\s?[\])]\s?)"
_EMAIL = pattern(
    rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9%][A-Za-z0-9._%+-]{{0,63}}{_AT}[A-Za-z0-9-]{{1,63}}(?:{_DOT}[A-Za-z0-9-]{{1,63}}){{0,5}}"
    rf"{_DOT}[A-Za-z]{{2,20}}"
)
_ADDRESS = pattern(r"(?:https?://|www\.)\S+")
_KEPT_ADDRESS = pattern(r"(?:^|[/.])(?:zalo\.me|wa\.me|viber\.\w+|t\.me|whatsapp\.com)\b", re.IGNORECASE)
_NAMES_TELEPHONE = pattern(
    r"(?:điện thoại|dien thoai|di động|ĐTDĐ|S?[ĐD]T|zalo|hotline|phone|liên hệ|gọi)(?:\s+số)?\s*[:.]?\s*$",
    re.IGNORECASE,
)
_OTHER_NUMBER = pattern(r"mã số thuế|\bMST\b|mã số doanh nghiệp|ISBN|mã vạch|\bUPC\b|số tài khoản", re.IGNORECASE)
# A line without any of this names nobody.
_HINT = pattern(r"\d(?:[ .()/\u2013-]{0,3}\d){5}|@|[\[(]\s?a(?:t| còng)\s?[\])]")
_SO_FAR_BEFORE = 60


def personal_in(text: str) -> Iterator[Found]:
    """Tell what names a person in a text as it is seen; telephones and mail with what `known_contact` makes of them."""
    if not _HINT.search(text):
        return
    for number, raw in enumerate(text.split("\n")):
        if not _HINT.search(raw):
            continue
        line = _ADDRESS.sub(_kept, raw) if "/" in raw or "www." in raw else raw
        taken: list[tuple[int, int]] = []
        for code, found in _in_line(line):
            span = found.span()
            if not any(start < span[1] and span[0] < end for start, end in taken):
                taken.append(span)
                contact = {"contact": known_contact(found[0])} if code in ("mobile_number", "email_unknown") else {}
                yield Found(code, number, found[0].strip(), contact)


def _kept(address: re.Match[str]) -> str:
    """Leave an address out, whose digits number pages; one that is a telephone stays."""
    return re.sub(r"[/=]", " ", address[0]) if _KEPT_ADDRESS.search(address[0]) else " "


def _in_line(line: str) -> Iterator[tuple[str, re.Match[str]]]:
    for found in _CITIZEN.finditer(line):
        if not _OTHER_NUMBER.search(_before(line, found)):
            yield "identity_number", found
    for form in (_TWELVE, _NINE):
        for found in form.finditer(line):
            if _is_identity(line, found):
                yield "identity_number", found
    for found in _PASSPORT.finditer(line):
        if not _ABOUT_GOODS.search(_before(line, found)):
            yield "passport", found
    for found in _ANY_PASSPORT.finditer(line):
        if _ABOUT_PASSPORT.search(_before(line, found)):
            yield "passport", found
    for found in _MOBILE.finditer(line):
        if _is_telephone(line, found):
            yield "mobile_number", found
    for found in _SLASHED.finditer(line):
        if len(re.sub(r"\D", "", found[0])) == 10 and _NAMES_TELEPHONE.search(_before(line, found)):
            yield "mobile_number", found
    for found in _EMAIL.finditer(line):
        yield "email_unknown", found


def _before(line: str, found: re.Match[str]) -> str:
    return line[max(0, found.start() - _SO_FAR_BEFORE) : found.start()]


def _is_identity(line: str, found: re.Match[str]) -> bool:
    """Tell an identity number from an amount: words say so, right before it where it is written in groups."""
    if _MONEY.match(line, found.end()):
        return False
    if _NAMED_BEHIND.match(line, found.end()):
        return True
    about = _ABOUT_IDENTITY if found[0].isdigit() else _NAMES_IDENTITY
    return about.search(_before(line, found)) is not None


def _is_telephone(line: str, found: re.Match[str]) -> bool:
    """Tell a telephone from a row of small figures, an amount or another number, by how it is written and named."""
    before, groups = _before(line, found), re.findall(r"\d+", found[0])
    if _MONEY.match(line, found.end()) or (len(groups) == 1 and _OTHER_NUMBER.search(before)):
        return False
    named = _NAMES_TELEPHONE.search(before) is not None
    if found[0].lstrip("(").startswith(("+", "00")):
        return len(groups) <= 6
    if found[0].startswith("84"):
        return named or len(groups) == 1
    if all(len(group) == 1 for group in groups):
        return re.match(r"[ .\u2013-]{1,2}\d", line[found.end() :]) is None
    if all(len(group) == 2 for group in groups):
        return named or not re.search(r"[^\W_]", line[: found.start()] + line[found.end() :])
    return len(groups) <= 4 and len(groups[0]) >= 3


def known_contact(text: str) -> str:
    """Write a telephone number or e-mail address in one way: digits from 0 on, or small letters."""
    if re.search(r"[A-Za-z]", text):
        text = re.sub(r"\s?[\[(]\s?(?:at|a còng|@)\s?[\])]\s?", "@", text)
        return re.sub(r"\s?[\[(]\s?(?:dot|chấm|\.)\s?[\])]\s?", ".", text).replace(" ", "").casefold()
    digits = re.sub(r"\D", "", text).removeprefix("00")
    return "0" + digits.removeprefix("84").removeprefix("0") if digits.startswith("84") else digits
