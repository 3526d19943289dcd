"""PDF files: only what shows pages. What runs, opens, holds other files or cannot be read whole is not published."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any

from archive.safety.found import Found

# More than any paper has; what has more is made to fill a memory.
MOST_OBJECTS = 200_000
# Actions that do something besides turning to a page or an address (ISO 32000-2, table 201).
_ACTS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/GoToE",
    "/GoToR",
    "/ResetForm",
    "/Thread",
    "/Hide",
    "/SetOCGState",
}
# What is said beside the pages: properties, bookmarks, notes, fields, where links lead.
_NOTES = (
    "/Title",
    "/Author",
    "/Subject",
    "/Keywords",
    "/Creator",
    "/Contents",
    "/T",
    "/TU",
    "/V",
    "/DV",
    "/URI",
    "/Alt",
)
# What a broken file makes pikepdf raise besides its own.
_BROKEN = (RuntimeError, ValueError, RecursionError, OverflowError, TypeError, AttributeError, LookupError)
# So much all streams together may unpack to.
MOST_UNPACKED = 150_000_000
_PIECE = 1_000_000
_ADDRESSES = ("https:", "http:", "mailto:", "tel:")


def pdf_faults(content: bytes) -> Iterator[Found]:
    """Tell what keeps a PDF file from being published."""
    import pikepdf  # slow to load, and few archives' checks need it

    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True, attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                yield Found("pdf_locked", 0, "")
                return
            if len(pdf.objects) > MOST_OBJECTS or _is_bomb(pdf, pikepdf) or not _ends_as_one(content):
                yield Found("pdf_damaged", 0, "")
                return
            found = dict.fromkeys(_acts_of(pdf, pikepdf))
            damaged = [*pdf.check_pdf_syntax(), *pdf.get_warnings()]
    except pikepdf.PasswordError:
        yield Found("pdf_locked", 0, "")
        return
    except (pikepdf.PdfError, *_BROKEN):
        yield Found("pdf_damaged", 0, "")
        return
    for code, text in found:
        yield Found(code, 0, text)
    if damaged:
        yield Found("pdf_damaged", 0, "")


def _acts_of(pdf: Any, pikepdf: Any) -> Iterator[tuple[str, str]]:
    """Yield what acts, as (code, the name that the file has for it)."""
    for one in [*pdf.objects, pdf.Root]:
        for held in _dictionaries(one, pikepdf, 0):
            action = str(held.get("/S", ""))
            if action in _ACTS:
                yield "pdf_acts", action
            if "/JS" in held:
                yield "pdf_acts", "/JavaScript"
            if action == "/URI" and not str(held.get("/URI", "")).strip().lower().startswith(_ADDRESSES):
                yield "pdf_acts", "/URI"
            for name in ("/XFA", "/AA"):
                if name in held and not (name == "/AA" and not len(held[name])):
                    yield "pdf_acts", name
            if str(held.get("/Subtype", "")) in ("/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"):
                yield "pdf_acts", str(held["/Subtype"])
            if isinstance(held, pikepdf.Stream) and "/F" in held:
                yield "pdf_acts", "/F"
            if (
                "/Collection" in held
                or "/EmbeddedFiles" in held
                or "/EF" in held
                or str(held.get("/Subtype", "")) == "/FileAttachment"
            ):
                yield "pdf_holds_files", "/EmbeddedFiles"


def pdf_notes(content: bytes) -> Iterator[str]:
    """Yield what a PDF file says beside its pages."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            for one in pdf.objects:
                for held in _dictionaries(one, pikepdf, 0):
                    yield from (str(held[name]) for name in _NOTES if isinstance(held.get(name), pikepdf.String))
    except (pikepdf.PdfError, *_BROKEN):
        return


def _is_bomb(pdf: Any, pikepdf: Any) -> bool:
    """Tell whether the streams unpack to more than papers do, without unpacking more than that."""
    left = MOST_UNPACKED
    for one in pdf.objects:
        if not isinstance(one, pikepdf.Stream) or "/FlateDecode" not in repr(one.get("/Filter")):
            continue
        unpacker, rest = zlib.decompressobj(), one.read_raw_bytes()
        while rest and left > 0:
            try:
                left -= len(unpacker.decompress(rest, _PIECE))
            except zlib.error:
                break  # told as damage
            rest = unpacker.unconsumed_tail
        if left <= 0:
            return True
    return False


def _ends_as_one(content: bytes) -> bool:
    """Tell whether nothing lies behind the end of a PDF file: some other file might."""
    return content.rfind(b"%%EOF") >= len(content) - 1_100


def _dictionaries(one: Any, pikepdf: Any, depth: int) -> Iterator[Any]:
    """Yield a dictionary or stream, and those that stand directly in it."""
    if depth > 40:
        raise ValueError("too deep")
    if isinstance(one, pikepdf.Stream | pikepdf.Dictionary):
        yield one
        items = [one.get(key) for key in one.keys()]  # noqa: SIM118 - a pikepdf object is no mapping
    elif isinstance(one, pikepdf.Array):
        items = list(one)
    else:
        return
    for item in items:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Array) and not item.is_indirect:
            yield from _dictionaries(item, pikepdf, depth + 1)
