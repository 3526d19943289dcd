"""What type a file is, as the data says it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mimetypes import MimeTypes


def media_type(url: str) -> str:
    """Guess a file's type by its name, from the standard's own table and never from this machine's."""
    return _types().guess_type(url)[0] or "application/octet-stream"


@cache
def _types() -> MimeTypes:
    from mimetypes import MimeTypes  # slow to make ready, and most pages have no files

    types = MimeTypes()
    types.add_type("application/yaml", ".yml")
    types.add_type("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx")
    types.add_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")
    return types
