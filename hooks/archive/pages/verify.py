"""The page where anybody checks whether something is the district's."""

from __future__ import annotations

from dataclasses import dataclass

from archive.data.linked import in_script
from archive.pages.view import View
from archive.strings import strings
from archive.trust.lookups import FOLDER

_GROUPS = ("known", "unknown", "status")


@dataclass(frozen=True, kw_only=True)
class VerifyPage(View):
    """The form, and what it cannot know; `texts` are the words of its script, as JSON for a script element."""

    template = "verify.html"
    limits: list[str]
    texts: str


def verify_page() -> VerifyPage:
    """Build the page."""
    text = strings()
    words = text.group("verify") | {
        f"{group}.{name}": said for group in _GROUPS for name, said in text.group(f"verify.{group}").items()
    }
    return VerifyPage(
        src_uri=f"{FOLDER}/index.md",
        title=text("pages.verify"),
        summary=text("verify.summary"),
        limits=list(text.group("verify.limits").values()),
        texts=in_script(words),
    )
