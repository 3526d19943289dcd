"""`test`: the whole test suite, or what the pytest arguments choose."""

from __future__ import annotations

import os

import click

from archive.environment import ROOT
from commands.console import command as declare


@declare("test", context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[PYTEST]…")
def command(arguments: tuple[str, ...]) -> None:
    """Run pytest in the project's folder, wherever this was called."""
    import pytest

    os.chdir(ROOT)
    raise SystemExit(pytest.main(list(arguments)))
