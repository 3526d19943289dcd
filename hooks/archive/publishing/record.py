"""What publishing did last, recorded outside every edition: a timer that is dead shows, though nothing changed."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from archive.trust.keys import OLD_VARIABLE, VARIABLE

# What a run may end in; one that is `running` and whose process is gone was broken off.
SUCCESSES = ("published", "unchanged", "held")


@dataclass(frozen=True)
class Record:
    """One run: when it ended (ISO 8601) or came to its `step`, what came of it, and what is live since.

    `message` is what an operator is told; `last_success` when a run last ended well, whatever came of this one.
    """

    outcome: str
    time: str
    step: str = ""
    edition: str = ""
    source: str = ""
    entries: int = 0
    target: str = ""
    message: str = ""
    last_success: str = ""

    @classmethod
    def read(cls, file: Path) -> Record | None:
        """Read a record; None where there is none, or none that can be read."""
        try:
            given = json.loads(file.read_text(encoding="utf-8"))
            return cls(**given) if isinstance(given, dict) else None
        except (OSError, ValueError, TypeError):
            return None

    def write(self, file: Path) -> None:
        """Write the record, whole or not at all."""
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}-new")
        beside.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        beside.replace(file)

    def is_late(self, now: datetime, hours: float) -> bool:
        """Tell whether no run has ended well for more than so many hours."""
        try:
            since = now - datetime.fromisoformat(self.last_success)
            return since > timedelta(hours=hours) or since < -timedelta(hours=1)  # then the clock was wrong
        except ValueError:
            return True


def now() -> datetime:
    """The time of day, with its zone: of runs alone, never of what is published."""
    return datetime.now().astimezone()


@dataclass
class Recorder:
    """Writes the record of one run as it goes on; one that cannot be written never keeps a site from going live."""

    file: Path | None
    record: Record

    @classmethod
    def of(cls, file: Path | None, target: str) -> Recorder:
        """Begin a run; what went well last is remembered. Without a file nothing is."""
        before = Record.read(file) if file else None
        known = replace(before, message="") if before else Record("running", "")
        begun = replace(known, outcome="running", time=_written(now()), target=target)
        return cls(file, begun)

    def at(self, step: str) -> None:
        """Note the step that begins now."""
        self._write(replace(self.record, step=step, time=_written(now())))

    def end(self, outcome: str, **told: object) -> None:
        """Note what came of the run."""
        time = _written(now())
        success = time if outcome in SUCCESSES else self.record.last_success
        self._write(replace(self.record, outcome=outcome, time=time, last_success=success, **told))  # type: ignore[arg-type]

    def _write(self, record: Record) -> None:
        self.record = record
        if self.file is not None:
            with contextlib.suppress(OSError):
                record.write(self.file)

    def environment(self) -> dict[str, str]:
        """What the operator's command is told; the key is nobody else's."""
        told = {f"ARCHIVE_{key.upper()}": str(value) for key, value in asdict(self.record).items()}
        own = {name: value for name, value in os.environ.items() if name not in (VARIABLE, OLD_VARIABLE)}
        return {**own, **told, "ARCHIVE_RECORD": str(self.file)}


def _written(time: datetime) -> str:
    return time.isoformat(timespec="seconds")
