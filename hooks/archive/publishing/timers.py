"""What has a machine publish by itself: unit files for systemd, a line for cron."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from archive.strings import strings

UNIT = "dak-po-dang-trang"
# At night, and not on the hour, when every other timer of the world begins.
_HOUR, _MINUTE = 2, 17
_LONGEST_RUN = "2h"


def systemd(root: Path, python: Path, user: str, arguments: Sequence[str], hours: int) -> str:
    """Write the unit files of a timer that publishes every so many hours, each below the name of its file."""
    text = strings()
    command = " ".join(_escaped(part) for part in (str(python), str(root / "hooks"), "publish", "--pull", *arguments))
    service = f"""\
# /etc/systemd/system/{UNIT}.service
[Unit]
Description={text("timers.service")}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
User={user}
WorkingDirectory={_escaped(str(root), quoted=False)}
# {text("timers.environment")}
EnvironmentFile=-/etc/{UNIT}.env
ExecStart={command}
TimeoutStartSec={_LONGEST_RUN}
Nice=10
NoNewPrivileges=yes
PrivateTmp=yes
UMask=0022
"""
    timer = f"""\
# /etc/systemd/system/{UNIT}.timer
[Unit]
Description={text("timers.timer", hours=hours)}

[Timer]
{_schedule(hours)}
Persistent=true

[Install]
WantedBy=timers.target
"""
    return f"{service}\n{timer}\n# {text('timers.enable', unit=UNIT)}\n"


def _schedule(hours: int) -> str:
    if 24 % hours == 0:
        at = f"{_HOUR:02}" if hours == 24 else f"{_HOUR % hours:02}/{hours}"
        return f"OnCalendar=*-*-* {at}:{_MINUTE:02}:00"
    return f"OnBootSec=15min\nOnUnitActiveSec={hours}h"


def _escaped(part: str, *, quoted: bool = True) -> str:
    """Write a part of a command so that systemd takes it as it is."""
    said = part.replace("%", "%%")
    if not quoted:
        return said
    said = said.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{said}"' if " " in said or said != part else said


def cron(root: Path, python: Path, arguments: Sequence[str], hours: int) -> str:
    """Write the line of a crontab that publishes every so many hours; raises ValueError where cron cannot say that."""
    if 24 % hours and hours % 24:
        raise ValueError(hours)
    hour = str(_HOUR) if hours >= 24 else f"{_HOUR % hours}-23/{hours}"
    days = "*" if hours <= 24 else f"*/{hours // 24}"
    parts = (str(python), str(root / "hooks"), "publish", "--pull", *arguments)
    # To cron a per cent sign is the end of the line.
    command = " ".join(shlex.quote(part) for part in parts).replace("%", "\\%")
    return f"# {strings()('timers.cron')}\n{_MINUTE} {hour} {days} * * {command}\n"
