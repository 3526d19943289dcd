"""Sveltia CMS as it stands beside the form: every address of a public network in it replaced by one of our own.

Of that program, frozen at one version, these strings are known; should one be missing the build stops.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatch

from archive.form.packages import SVELTIA

_CDN = "https://cdn.jsdelivr.net/fontsource/fonts/"
_FONTS = {
    f"{_CDN}source-sans-3:vf@5.3.0/latin-wght-normal.woff2": "source-sans-3-latin-wght-normal",
    f"{_CDN}noto-mono@5.3.0/latin-400-normal.woff2": "noto-mono-latin-400-normal",
    f"{_CDN}material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2": "material-symbols-outlined-latin-wght-normal",
}
# What the program would fetch only for what our form does not have (maps, pictures of other kinds, colours of code).
_NEVER = {
    "`https://unpkg.com/${e}`": "`sveltia/none/${e}`",
    "=`https://unpkg.com/@shikijs`": "=`./none/@shikijs`",
    "=`https://unpkg.com/@sveltia/ui`": "=`./none/@sveltia/ui`",
}
_COMMENT = "https://unpkg.com/#cache-behavior"


class ProgramChanged(ValueError):
    """The program is another than the one whose addresses are known; the text names what is missing."""


def vendored(package: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the program by their path beside the form. Raises ProgramChanged."""
    text = package["dist/sveltia-cms.js"].decode("utf-8")
    for address, name in _FONTS.items():
        text = _replaced(text, f"url({address})", f"url(sveltia/fonts/{name}.woff2)")
        yield f"fonts/{name}.woff2", _one(package, f"npm/assets/{name}-*.woff2")
    text = _replaced(text, "=`https://unpkg.com/@sveltia/cms`", "=`sveltia`")
    base = re.findall(r"`\$\{(\w+)\}@\$\{(\w+)\}/locales`", text)
    if len(base) != 1:
        raise ProgramChanged("locales")
    text = _replaced(text, "`${%s}@${%s}/locales`" % base[0], "`${%s}/locales`" % base[0][0])  # noqa: UP031
    for old, new in _NEVER.items():
        text = _replaced(text, old, new)
    text, offered = re.subn(r"`ar,bg,[\w,-]+`\.split", "`en-US,vi`.split", text)  # the languages that are there
    text = re.sub(r"\n//# sourceMappingURL=.*\s*$", "\n", text)
    if offered != 1 or "unpkg.com" in text.replace(_COMMENT, "") or "jsdelivr" in text:
        raise ProgramChanged("addresses")
    yield "sveltia-cms.js", text.encode("utf-8")
    yield "locales/vi.json", package["locales/vi.json"]
    yield "chunks/react-dom.js", package["dist/chunks/react-dom.js"]
    yield "LICENSE.txt", package["LICENSE.txt"]
    # It looks here whether a newer version is there.
    yield "package.json", json.dumps({"name": SVELTIA.name, "version": SVELTIA.version}).encode()


def _replaced(text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise ProgramChanged(old)
    return text.replace(old, new)


def _one(package: dict[str, bytes], pattern: str) -> bytes:
    found = [content for name, content in package.items() if fnmatch(name, pattern)]
    if len(found) != 1:
        raise ProgramChanged(pattern)
    return found[0]
