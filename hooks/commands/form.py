"""The form in the browser, put beside a site that stands on this machine."""

from __future__ import annotations

import shutil
from pathlib import Path

from archive.environment import ROOT
from archive.paths import FORM_FOLDER
from archive.sources import read_registries
from archive.strings import strings
from commands.console import ContentProblem

# npm's files, fetched once and known by their hash.
_CACHE = ROOT / ".cache" / "npm"


def put_form(docs_dir: Path, site_dir: Path) -> None:
    """Put the form into a site. Raises ContentProblem, the site as it was, where it cannot be had."""
    from archive.form.packages import PackageMissing  # slow to load, and few builds have the form
    from archive.form.site import form_files
    from archive.form.vendored import ProgramChanged

    text = strings()
    try:
        files = dict(form_files(read_registries(docs_dir.absolute()).registries, _CACHE))
    except PackageMissing as missing:
        raise ContentProblem(text(f"form.missing.{missing.code}", said=missing)) from None
    except ProgramChanged as other:
        raise ContentProblem(text("form.missing.changed", said=other)) from None
    take_form_away(site_dir)
    for name, content in files.items():
        path = site_dir / FORM_FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def take_form_away(site_dir: Path) -> None:
    """Leave no form in a site: it is no part of what is published."""
    shutil.rmtree(site_dir / FORM_FOLDER, ignore_errors=True)
