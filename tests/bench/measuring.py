"""What a command costs: the clock, the processor of all its processes, the memory of the largest."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

# A command that takes longer, in seconds, did not finish.
LONGEST = 3600


class DidNotFinish(RuntimeError):
    """A command failed; its last words say how."""


@dataclass(frozen=True)
class Spent:
    """Seconds of the clock and of the processor, megabytes of the largest process."""

    wall: float
    cpu: float
    rss: float


def as_users_have_it() -> dict[str, str]:
    """Give the environment without what makes Python compile its modules anew at every start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def begun(command: Sequence[str], folder: Path, said: IO[bytes] | int) -> subprocess.Popen[bytes]:
    """Begin a command as the first of a group of its own; raises DidNotFinish where it is not there."""
    try:
        return subprocess.Popen(
            command, cwd=folder, env=as_users_have_it(), stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
    except OSError as error:
        raise DidNotFinish(str(error)) from None


def spent(command: Sequence[str], folder: Path) -> Spent:
    """Run a command to its end and say what it cost; raises DidNotFinish."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = begun(command, folder, said)
        end = threading.Timer(LONGEST, os.killpg, (process.pid, signal.SIGKILL))
        end.start()
        _, status, used = os.wait4(process.pid, 0)
        end.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        if process.returncode:
            said.seek(0)
            raise DidNotFinish(said.read().decode(errors="replace")[-800:])
    return Spent(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
