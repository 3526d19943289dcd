"""What a district sets for its archive: `extra.archive` in mkdocs.yml."""

# No `from __future__ import annotations`: pydantic is given what is declared as it stands here.

import json
import pickle
from dataclasses import asdict, field
from datetime import date
from typing import Annotated, Any

from archive.dates import today
from archive.declared import Declared, Limits, Read, reader
from archive.store import Apart, Store, key_of
from archive.strings import strings


def _months_and_days(given: Any) -> Any:
    """Read month and day as they are written in mkdocs.yml: `H1: 06-15`."""
    return {str(part): tuple(map(int, str(day).split("-"))) for part, day in dict(given).items()}


class License(Declared):
    """Under what terms the content may be reused."""

    name: str
    url: str


class Publisher(Declared):
    """In whose name `publish` commits."""

    name: str
    email: str


class English(Declared):
    """How the site names itself to foreign readers."""

    name: str
    description: str


class Settings(Declared):
    """The settings of one archive.

    `owner` is the id of the unit that the portal belongs to, `contact` the address that citizens write to where
    a unit has none, `domain` the site's own name on GitHub Pages (`CNAME`), `due` the last day (month, day) of each
    part of the year's reports. Without `carry_over` every build makes everything anew. `on_success` and `on_failure`
    are commands that are run after each publication, which is due every `rebuild_every` hours.
    """

    owner: str
    place: str
    license: License
    publisher: Publisher
    contact: str
    english: English | None = None
    domain: Annotated[str, Limits(pattern=r"^[a-z0-9.-]+\.[a-z]+$")] | None = None
    page_size: Annotated[int, Limits(ge=1, le=1000)] = 50
    due: Annotated[dict[str, tuple[int, int]], Read(_months_and_days)] = field(
        default_factory=lambda: {"H1": (6, 15), "H2": (12, 15)}
    )
    as_of: date
    carry_over: bool = True
    on_success: str = ""
    on_failure: str = ""
    rebuild_every: Annotated[int, Limits(ge=1, le=24 * 31)] = 24

    @property
    def but_the_day(self) -> str:
        """All that is set, as one text, besides the day."""
        return json.dumps({**asdict(self), "as_of": None}, ensure_ascii=False)


class SettingsWrong(ValueError):
    """`extra.archive` cannot be used; the text lists every setting that is wrong."""


# pydantic's own names for faults, and ours (`settings.faults` in the strings); any other is `value`.
_FAULTS = {
    "missing": "missing",
    "unexpected_keyword_argument": "unknown",
    "dataclass_type": "keys",
    "string_type": "text",
    "string_pattern_mismatch": "form",
    "greater_than_equal": "least",
    "less_than_equal": "most",
}


def read_settings(given: Any) -> Settings:
    """Read `extra.archive`; `as_of` left empty is today in Việt Nam. Raises SettingsWrong."""
    from pydantic import ValidationError  # slow to load, and often not needed

    given = dict(given or {})
    if not given.get("as_of"):
        given["as_of"] = today()
    try:
        settings: Settings = reader(Settings).validate_python(given)
    except ValidationError as error:
        wrong = "\n".join(
            f"  extra.archive.{'.'.join(map(str, fault['loc']))}: {_said(fault)}" for fault in error.errors()
        )
        raise SettingsWrong(strings()("settings.wrong") + "\n" + wrong) from None
    return settings


def _said(fault: Any) -> str:
    kind = _FAULTS.get(fault["type"], "value")
    return strings()(f"settings.faults.{kind}", given=fault["input"], **fault.get("ctx", {}))


def settings_of(given: Any, store: Store, program: str) -> Settings:
    """Give the settings: from the store if this `program` has read the same before, else read now.

    Raises SettingsWrong.
    """
    given = dict(given or {})
    kept = store if given.get("carry_over", True) is True else Apart()
    made = kept.get(key_of("settings", program, repr(given)), lambda: pickle.dumps(read_settings(given)))
    store.settle()  # what was kept now must not keep others from the store until this build has read everything
    settings: Settings = pickle.loads(made)
    if not given.get("as_of"):
        settings.as_of = today()  # whatever the day was then
    return settings
