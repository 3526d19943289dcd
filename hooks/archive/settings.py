"""What a district sets for its archive: `extra.archive` in mkdocs.yml."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from archive.dates import today
from archive.strings import strings


class License(BaseModel):
    """Under what terms the content may be reused."""

    model_config = ConfigDict(extra="forbid")

    name: str
    url: str


class Publisher(BaseModel):
    """In whose name `publish` commits."""

    model_config = ConfigDict(extra="forbid")

    name: str
    email: str


class Settings(BaseModel):
    """The settings of one archive; `owner` is the id of the unit that the portal belongs to."""

    model_config = ConfigDict(extra="forbid")

    owner: str
    place: str
    license: License
    publisher: Publisher
    page_size: int = Field(default=50, ge=1, le=1000)
    as_of: date


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
