"""Keys and tokens that open something: whoever reads them can use them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.patterns import pattern
from archive.safety.found import Found

# By the forms that their makers document.
_FORMS = pattern(
    r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"
    r"|PuTTY-User-Key-File-\d"
    r"|(?<![A-Za-z0-9])(?:AKIA|ASIA)[0-9A-Z]{16}(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{30,}"
    r"|(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{30,}"
    r"|(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20,}"
    r"|(?<![A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10,}"
    r"|(?<![A-Za-z0-9])AIza[0-9A-Za-z_-]{35}"
    r"|(?<![A-Za-z0-9/])sk-(?=[\w-]*[A-Z])(?=[\w-]*\d)[A-Za-z0-9_-]{20,}"
    r"|(?<![A-Za-z0-9])[sr]k_(?:live|test)_[A-Za-z0-9]{16,}"
    r"|(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}"
    r"|(?<![A-Za-z0-9])pypi-[A-Za-z0-9_-]{40,}"
    r"|(?<![A-Za-z0-9])EAA[0-9A-Za-z]{40,}"
    r"|(?<![A-Za-z0-9])\d{8,10}:AA[A-Za-z0-9_-]{32,}"
    r"|(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}"
    r"|(?<=://)[^\s/:@]+:[^\s/@]+(?=@)"
)
_PASSWORD = pattern(
    r"(?:mật khẩu|mat khau|password|passwd|pwd|api[_ -]?key|secret|token)(?:\s+\w+){0,2}?\s*(?:là\s*[:=]?\s|[:=])\s*"
    r"[\"'“]?(?!https?:|\[|\d+[-/])((?=\S*\d)(?=\S*[A-Za-z])[^\s\"'”,;]{8,})",
    re.IGNORECASE,
)


# What each of the forms holds, letter by letter: a text without any of it need not be looked through.
_SIGNS = (
    "PRIVATE KEY",
    "PuTTY",
    "AKIA",
    "ASIA",
    *(f"gh{kind}_" for kind in "pousr"),
    "github_pat_",
    "glpat-",
    "xox",
    "AIza",
    "sk-",
    "k_",
    "npm_",
    "pypi-",
    "EAA",
    "eyJ",
    ":AA",
    "://",
)
_PASSWORDS = ("khẩu", "khau", "pass", "pwd", "key", "secret", "token")


def credentials_in(text: str) -> Iterator[Found]:
    """Tell every key or token in a text as it is seen; what is shown of it is its beginning."""
    lower = text.lower()
    forms, passwords = any(one in text for one in _SIGNS), any(one in lower for one in _PASSWORDS)
    if not forms and not passwords:
        return
    for number, line in enumerate(text.split("\n")):
        found = _FORMS.search(line) if forms else None
        if found is not None:
            yield Found("credential", number, found[0][:12] + "…")
        elif passwords and (found := _PASSWORD.search(line)) is not None:
            yield Found("credential", number, found[0][:16] + "…")
