"""What MkDocs and the hooks say that a person must know, kept until somebody tells it."""

from __future__ import annotations

import logging


class Heard(logging.Handler):
    """Keeps warnings and worse, each with its level."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        super().__init__(logging.WARNING)
        self.told: list[tuple[int, str]] = []

    @property
    def lines(self) -> list[str]:
        """What was said, without the levels."""
        return [message for _, message in self.told]

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self.told.append((record.levelno, record.getMessage()))
