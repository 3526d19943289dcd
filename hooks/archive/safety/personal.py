"""What names a person: identity numbers, passports, mobile telephones, e-mail addresses (Decree 13/2023/NĐ-CP).

Forms, not guesses: an identity card has 12 digits that begin with a province's code (Circular 59/2021/TT-BCA, art. 4),
an older one 9 that mean nothing by themselves; a mobile number begins with 03, 05, 07, 08 or 09, an office's with 02.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.safety.found import Found
from archive.safety.plain_words import as_seen

_NOT_BEFORE = r"(?<![\w.,/+-])(?<![\d][ .-])"
_GAP = r"[ .-]{0,2}"

_ABOUT_IDENTITY = re.compile(
    r"CMND|CMT|CCCD|chứng minh|căn cước|định danh cá nhân|can cuoc|chung minh|giấy tờ tùy thân", re.IGNORECASE
)
_CITIZEN = re.compile(
    rf"{_NOT_BEFORE}0(?:0[1-9]|[1-8]\d|9[0-6])(?:[ .-]?[0-3]\d{{2}}[ .-]?\d{{3}}[ .-]?\d{{3}})(?![\w]|[.,-]\d)"
)
_TWELVE = re.compile(r"(?<![\w.,/-])\d{3}(?:[ .-]?\d{3}){3}(?![\w]|[.,]\d)")
_NINE = re.compile(r"(?<![\w.,/-])\d{3}[ .-]?\d{3}[ .-]?\d{3}(?![\w]|[.,]\d)")
_PASSPORT = re.compile(r"(?<![\w./-])[BCEKNP]\d{7,8}(?![\w/-]|\.\d)")
_ABOUT_PASSPORT = re.compile(r"hộ chiếu|ho chieu|passport", re.IGNORECASE)
_ANY_PASSPORT = re.compile(
    r"(?<![\w./-])(?=[A-Z0-9]*\d[A-Z0-9]*\d[A-Z0-9]*\d[A-Z0-9]*\d)[A-Z]{1,2}[ ]?\d{5,8}(?![\w/-])"
)
_MOBILE = re.compile(
    r"(?<![\w.,/-])(?<!\d[ .-])(?:\(?(?:\+|00)?84\)?[ .-]{0,2}(?:\(0\)[ ]?|0)?|0[ .-]{0,2})"
    r"(?P<rest>[35789](?:[ .-]{0,2}\d){8})(?!\w|[ .-]\d{2,})"
)
_EMAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+-]*\s?(?:@|[\[(]\s?(?:at|a còng|@)\s?[\])])\s?[A-Za-z0-9-]+"
    r"(?:\s?(?:\.|[\[(]\s?(?:dot|chấm|\.)\s?[\])])\s?[A-Za-z0-9-]+)*\s?(?:\.|[\[(]\s?(?:dot|chấm|\.)\s?[\])])\s?[A-Za-z]{2,}"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_KEPT_ADDRESS = re.compile(r"(?:zalo\.me|wa\.me|viber|t\.me|whatsapp)", re.IGNORECASE)
_ABOUT_TELEPHONE = re.compile(
    r"điện thoại|dien thoai|di động|ĐTDĐ|ĐT|SĐT|SDT|zalo|hotline|phone|liên hệ|gọi", re.IGNORECASE
)
_SO_FAR_BEFORE = 48


def personal_in(text: str) -> Iterator[Found]:
    """Tell what names a person in a text; a telephone or e-mail address with what `known_contact` makes of it."""
    for number, raw in enumerate(text.split("\n")):
        if not (any(char.isdigit() for char in raw) or "@" in raw or "(at" in raw.lower() or "[at" in raw.lower()):
            continue
        line = _ADDRESS.sub(_kept, as_seen(raw))
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
        yield "identity_number", found
    for form in (_TWELVE, _NINE):
        for found in form.finditer(line):
            if _ABOUT_IDENTITY.search(line, max(0, found.start() - _SO_FAR_BEFORE), found.start()):
                yield "identity_number", found
    for found in _PASSPORT.finditer(line):
        yield "passport", found
    for found in _ANY_PASSPORT.finditer(line):
        if _ABOUT_PASSPORT.search(line, max(0, found.start() - _SO_FAR_BEFORE), found.start()):
            yield "passport", found
    for found in _MOBILE.finditer(line):
        if _is_written_so(found, line):
            yield "mobile_number", found
    for found in _EMAIL.finditer(line):
        yield "email_unknown", found


def _is_written_so(found: re.Match[str], line: str) -> bool:
    """Tell a telephone from a row of small figures: it is written in few groups, digit by digit, or named as one."""
    groups = re.findall(r"\d+", found[0])
    if found[0].lstrip("(").startswith(("+", "00", "84")):
        return len(groups) <= 6
    if all(len(group) == 1 for group in groups):
        return True
    if all(len(group) == 2 for group in groups):
        return _ABOUT_TELEPHONE.search(line, max(0, found.start() - _SO_FAR_BEFORE), found.start()) is not None
    return len(groups) <= 4 and len(groups[0]) >= 3


def known_contact(text: str) -> str:
    """Write a telephone number or e-mail address in one way: digits from 0 on, or small letters."""
    if re.search(r"[A-Za-z]", text):
        text = re.sub(r"\s?[\[(]\s?(?:at|a còng|@)\s?[\])]\s?", "@", text)
        return re.sub(r"\s?[\[(]\s?(?:dot|chấm|\.)\s?[\])]\s?", ".", text).replace(" ", "").casefold()
    digits = re.sub(r"\D", "", text).removeprefix("00")
    return "0" + digits.removeprefix("84").removeprefix("0") if digits.startswith("84") else digits
