"""What a command costs: the clock, the processor of all its processes, the memory of the largest."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LONGEST = 3600


class DidNotFinish(RuntimeError):
    """A command failed; its last words say how."""


@dataclass(frozen=True)
class Spent:
    """Seconds of the clock and of the processor, megabytes of the largest process."""

    wall: float
    cpu: float
    rss: float


def spent(command: Sequence[str], folder: Path, environ: Mapping[str, str]) -> Spent:
    """Run a command to its end and say what it cost; raises DidNotFinish."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environ}, stdout=said, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        if process.returncode:
            said.seek(0)
            raise DidNotFinish(said.read().decode(errors="replace")[-800:])
    return Spent(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
