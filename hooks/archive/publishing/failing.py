"""Why a site was not published: each reason has a code, and words that an operator can act on."""

from __future__ import annotations

from archive.strings import strings


class PublishingFailed(Exception):
    """The site was not published, what was live is live; the text (`publishing.failed.<code>`) says what to do."""

    def __init__(self, code: str, **values: object) -> None:
        """Name the reason, with what its words need."""
        super().__init__(strings()(f"publishing.failed.{code}", **values))
        self.code = code
