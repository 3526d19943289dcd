"""Regular expressions that are compiled when they are first asked.

A build for one saved text asks a third of those that the program knows, and compiling takes as long as all it does
with them.
"""

from __future__ import annotations

import re
from typing import AnyStr, Generic, cast

_ASKED = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer", "flags")


class _Later(Generic[AnyStr]):
    def __init__(self, source: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        # From now on whoever asks finds these as its own.
        self.__dict__.update({one: getattr(compiled, one) for one in _ASKED})
        return self.__dict__[name]


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Give what `re.compile` gives, for use by its methods alone; that `source` is none, its first use tells."""
    return cast("re.Pattern[AnyStr]", _Later(source, flags))
