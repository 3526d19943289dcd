"""What a district sets for its archive: `extra.archive` in mkdocs.yml."""

# No `from __future__ import annotations`: pydantic reads every annotation at once, sooner as it stands than as text.

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from archive.dates import today
from archive.strings import strings


class Strict(BaseModel):
    """What is set key by key; another key is a slip."""

    # How they are checked is worked out when that is first asked, of those within others with these.
    model_config = ConfigDict(extra="forbid", defer_build=True)


class License(Strict):
    """Under what terms the content may be reused."""

    name: str
    url: str


class Publisher(Strict):
    """In whose name `publish` commits."""

    name: str
    email: str


class English(Strict):
    """How the site names itself to foreign readers."""

    name: str
    description: str


class Settings(Strict):
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
    domain: str | None = Field(default=None, pattern=r"^[a-z0-9.-]+\.[a-z]+$")
    page_size: int = Field(default=50, ge=1, le=1000)
    due: dict[str, tuple[int, int]] = Field(default={"H1": (6, 15), "H2": (12, 15)})
    as_of: date
    carry_over: bool = True
    on_success: str = ""
    on_failure: str = ""
    rebuild_every: int = Field(default=24, ge=1, le=24 * 31)

    @field_validator("due", mode="before")
    @classmethod
    def _month_and_day(cls, given: Any) -> Any:
        """Read month and day as they are written in mkdocs.yml: `H1: 06-15`."""
        return {str(part): tuple(map(int, str(day).split("-"))) for part, day in dict(given).items()}


class SettingsWrong(ValueError):
    """`extra.archive` cannot be used; the text lists every setting that is wrong."""


def read_settings(given: Any) -> Settings:
    """Read `extra.archive`; `as_of` left empty is today in Việt Nam. Raises SettingsWrong."""
    given = dict(given or {})
    if not given.get("as_of"):
        given["as_of"] = today()
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        wrong = "\n".join(
            f"  extra.archive.{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()
        )
        raise SettingsWrong(strings()("settings.wrong") + "\n" + wrong) from None
