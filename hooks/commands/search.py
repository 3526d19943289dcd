"""`search`: ask a built site, by the same rules as its search page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from archive.environment import ROOT
from archive.paths import SEARCH_FOLDER
from archive.search.engine import Result, open_index
from archive.strings import strings
from commands.console import command as declare
from commands.console import option


@declare("search")
@click.argument("text", nargs=-1, required=True, metavar=strings()("commands.search.text"))
@option(
    "--site-dir",
    "site_dir",
    type=click.Path(path_type=Path),
    default=ROOT / "site",
    metavar=strings()("commands.folder"),
)
@option("--limit", type=click.IntRange(1, 1000), default=10, metavar="N")
@option("--json", "as_json", is_flag=True)
def command(text: tuple[str, ...], site_dir: Path, limit: int, as_json: bool) -> None:
    """Print what is found, the best first."""
    folder = site_dir / SEARCH_FOLDER

    def load_json(path: str) -> Any:
        return json.loads((folder / path).read_text(encoding="utf-8"))

    if not (folder / "meta.json").is_file():
        raise click.UsageError(strings()("commands.search.no_index", folder=site_dir))
    answer = open_index(load_json).query(" ".join(text), limit=limit, counts=False)
    if as_json:
        found = [{**one.record, "score": one.score, "near": one.near, "excerpt": one.excerpt} for one in answer.results]
        said = {"total": answer.total, "suggestion": answer.suggestion, "results": found}
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
        return
    if answer.suggestion:
        click.echo(strings()("commands.search.meant", text=answer.suggestion))
    click.echo(strings()("search.found" if answer.total else "search.none", count=answer.total))
    for place, one in enumerate(answer.results, 1):
        click.echo("\n" + _shown(place, one))


def _shown(place: int, result: Result) -> str:
    """Show a result: title, what it is, where it is, and the text that answers."""
    record = result.record
    facts = [record.get(key) for key in ("status", "number", "unit", "date")]
    lines = [" · ".join(fact for fact in facts if fact), record["url"], result.excerpt]
    title = f"{place}. {record['title']}" + (f" ({strings()('search.near').lower()})" if result.near else "")
    return "\n".join([title, *(f"   {line}" for line in lines if line)])
