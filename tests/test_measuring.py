"""The benchmark of builds: what does not finish is a result, and stops nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import measuring
from measuring import DidNotFinish, spent

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="processes are waited for as POSIX has it")


@pytest.mark.parametrize("command", [["false"], ["/there/is/none"], ["sleep", "60"], ["sh", "-c", "sleep 60 & wait"]])
def test_a_command_that_fails_is_not_there_or_takes_too_long(
    command: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(measuring, "LONGEST", 0.2)
    with pytest.raises(DidNotFinish):
        spent(command, tmp_path)


def test_a_command_is_measured(tmp_path: Path) -> None:
    found = spent([sys.executable, "-c", "sum(range(10**6))"], tmp_path)
    assert found.cpu > 0 and 0 < found.wall < 60 and found.rss > 1
