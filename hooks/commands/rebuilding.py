"""Building an edition once more, to see whether the sources here make it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from archive.environment import ROOT
from archive.strings import strings
from archive.trust.journal import JournalBroken
from archive.trust.keys import NotSigned
from archive.trust.likeness import NoEdition, differences, like
from commands.building import brought_up, staging
from commands.console import ContentProblem


def rebuilt(docs_dir: Path, edition: Path, day: date) -> None:
    """Build what lies in the folder `edition` again, beside everything; raises ContentProblem where it is not alike."""
    text = strings()
    try:
        publishing, signer = like(edition, day.isoformat())
    except (NoEdition, JournalBroken):
        raise ContentProblem(text("commands.build.no_edition", folder=edition)) from None
    how: dict[str, Any] = {"key": signer, **({"publishing": publishing} if publishing else {})}
    with staging(ROOT / ".cache" / "rebuilt") as folder:
        site = folder / "site"
        try:
            brought_up(docs_dir, site, as_of=day, strict=True, **how)
            found = list(differences(edition, site))
        except NotSigned:
            found = ["…"]
    if found:
        said = ", ".join(found[:10])
        raise ContentProblem(text("commands.build.not_alike", folder=edition, files=said))
