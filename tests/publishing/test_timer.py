"""Publishing by itself: what a machine is given, what each run leaves behind, and how a dead timer shows."""

from __future__ import annotations

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml

from archive.publishing.record import Record
from archive.publishing.timers import cron, systemd
from archive.strings import strings
from project import ROOT
from publishing.scene import SIGNED, Scene


def units(text: str) -> dict[str, configparser.ConfigParser]:
    """Read what was printed, as the files that it names."""
    found = {}
    for part in re.split(r"(?m)^# /etc/systemd/system/", text)[1:]:
        name, _, content = part.partition("\n")
        parser = configparser.ConfigParser(interpolation=None, strict=True)
        parser.optionxform = str  # type: ignore[assignment,method-assign]
        parser.read_string(content)
        found[name] = parser
    return found


def test_the_units_of_systemd_are_those_of_this_machine(scene: Scene, tmp_path: Path) -> None:
    done = scene.run("timer", "--systemd", "--", "--target", "/var/www/luu tru")
    assert done.returncode == 0, done.stderr
    service, timer = units(done.stdout).values()
    command = service["Service"]["ExecStart"]
    assert str(scene.clone / "hooks") in command and command.endswith('publish --pull --target "/var/www/luu tru"')
    assert Path(command.split()[0]).is_file() and service["Service"]["Type"] == "oneshot"
    assert service["Service"]["WorkingDirectory"] == str(scene.clone)
    assert (timer["Timer"]["OnCalendar"], timer["Timer"]["Persistent"]) == ("*-*-* 02:17:00", "true")
    if (analyze := shutil.which("systemd-analyze")) is not None:
        for name, content in zip(
            units(done.stdout), re.split(r"(?m)^# /etc/systemd/system/.*\n", done.stdout)[1:], strict=True
        ):
            (tmp_path / name).write_text(content, encoding="utf-8")
        checked = subprocess.run([analyze, "verify", *tmp_path.glob("dak-po-*.timer")], capture_output=True, text=True)
        assert "Failed to parse" not in checked.stderr and "Unknown key" not in checked.stderr, checked.stderr


@pytest.mark.parametrize(
    ("hours", "calendar", "line"),
    [
        (24, "OnCalendar=*-*-* 02:17:00", "17 2 * * *"),
        (6, "OnCalendar=*-*-* 02/6:17:00", "17 2-23/6 * * *"),
        (1, "OnCalendar=*-*-* 00/1:17:00", "17 0-23/1 * * *"),
        (48, "OnUnitActiveSec=48h", "17 2 */2 * *"),
        (5, "OnUnitActiveSec=5h", None),
    ],
)
def test_every_so_many_hours(hours: int, calendar: str, line: str | None) -> None:
    assert calendar in systemd(Path("/srv/x"), Path("/usr/bin/python3"), "www", (), hours)
    if line is None:
        with pytest.raises(ValueError):
            cron(Path("/srv/x"), Path("/usr/bin/python3"), (), hours)
    else:
        written = cron(Path("/srv/50% x"), Path("/usr/bin/python3"), ("--target", "/w"), hours).splitlines()[1]
        assert written == f"{line} /usr/bin/python3 '/srv/50\\% x/hooks' publish --pull --target /w"


def test_one_of_both_is_chosen(scene: Scene) -> None:
    for arguments in ((), ("--systemd", "--cron")):
        assert scene.run("timer", *arguments).returncode == 2


def test_the_line_for_cron_runs(scene: Scene) -> None:
    """The very command that is printed publishes what clerks have sent."""
    line = scene.run("timer", "--cron").stdout.splitlines()[1]
    assert line.startswith("17 2 * * * ")
    (scene.clone / ".venv").symlink_to(Path(sys.prefix))  # made already
    environ = {"PATH": os.environ["PATH"], "HOME": str(scene.folder), "GIT_CONFIG_GLOBAL": os.devnull, **SIGNED}
    command = ["sh", "-c", line.removeprefix("17 2 * * * ")]
    done = subprocess.run(command, cwd="/", env=environ, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert scene.is_whole() and json.loads(scene.run("status", "--json").stdout)["outcome"] == "published"


def test_each_run_leaves_a_record_outside_the_edition(scene: Scene) -> None:
    assert scene.run("status").returncode == 1  # never yet
    scene.published()
    source = scene.run("editions", "--json").stdout
    record = json.loads(scene.run("status", "--json").stdout)
    assert (record["outcome"], record["entries"], record["edition"]) == ("published", 3, scene.edition())
    assert record["source"] == json.loads(source)[0]["source"] and not record["late"]
    assert datetime.fromisoformat(record["time"]).tzinfo is not None
    scene.published()
    again = json.loads(scene.run("status", "--json").stdout)
    assert again["outcome"] == "unchanged" and again["edition"] == record["edition"] and again["time"] >= record["time"]
    assert not any("publishing" in name for name in (path.name for path in scene.live().rglob("*")))


def test_a_dead_timer_shows_though_nothing_changed(scene: Scene) -> None:
    scene.published()
    assert scene.run("status").returncode == 0
    (file,) = (scene.clone / ".cache/publishing").glob("*.json")
    record = json.loads(file.read_text(encoding="utf-8"))
    for hours, status in ((23, 0), (25, 1)):
        record["last_success"] = (datetime.now().astimezone() - timedelta(hours=hours)).isoformat()
        file.write_text(json.dumps(record), encoding="utf-8")
        done = scene.run("status")
        assert done.returncode == status
    assert "Đã quá 24 giờ" in done.stderr and scene.run("status", "--hours", "48").returncode == 0
    file.write_text("{", encoding="utf-8")
    assert scene.run("status").returncode == 1


def test_a_failure_leaves_a_report_and_does_not_count_as_success(scene: Scene) -> None:
    scene.published()
    success = json.loads(scene.run("status", "--json").stdout)["last_success"]
    story = scene.write()
    story.write_text(story.read_text(encoding="utf-8").replace("date:", "ngay:", 1), encoding="utf-8")
    assert scene.publish().returncode == 1
    record = json.loads(scene.run("status", "--json").stdout)
    assert record["outcome"] == "failed" and record["step"] == "build" and record["last_success"] == success
    assert record["edition"] == scene.edition()  # what is live
    (report,) = (scene.clone / ".cache/publishing").glob("*.txt")
    text = report.read_text(encoding="utf-8")
    assert "Bước: dựng trang" in text and story.name in text and "vẫn nguyên như trước" in text
    shown = scene.run("status")
    assert str(report) in shown.stdout and "không thành công ở bước “dựng trang”" in shown.stdout
    story.write_text(story.read_text(encoding="utf-8").replace("ngay:", "date:", 1), encoding="utf-8")
    scene.published()
    assert not report.exists()


def test_the_operators_command_is_told_what_came_of_it(scene: Scene) -> None:
    told = scene.folder / "told"
    well, badly = '"well $ARCHIVE_OUTCOME $ARCHIVE_EDITION"', '"badly $ARCHIVE_OUTCOME $ARCHIVE_STEP"'
    environ = {
        "ARCHIVE_ON_SUCCESS": f'echo {well} >> "{told}"',
        "ARCHIVE_ON_FAILURE": f'cat "$ARCHIVE_RECORD" > /dev/null && echo {badly} >> "{told}"',
    }
    assert scene.publish(**environ).returncode == 0
    scene.remote.rename(scene.folder / "away.git")
    assert scene.publish(**environ).returncode == 1
    (scene.folder / "away.git").rename(scene.remote)
    assert told.read_text(encoding="utf-8").splitlines() == [f"well published {scene.edition()}", "badly failed live"]
    assert scene.publish("--dry-run", **environ).returncode == 0  # a trial is no run
    assert len(told.read_text(encoding="utf-8").splitlines()) == 2
    done = scene.publish(ARCHIVE_ON_SUCCESS="exit 3")
    assert done.returncode == 0 and "exit 3" in done.stderr


def test_what_is_to_appear_later_appears_at_the_first_rebuild_after_its_day(scene: Scene) -> None:
    story = scene.stories()[0]
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace("---\n", "---\npublish_at: 2024-02-01\n", 1), encoding="utf-8")
    url = f"tin-bai/2023/{story.stem}/index.html"
    scene.published(day="2024-01-31")
    assert not (scene.live() / url).exists()
    scene.published(day="2024-02-01")
    assert (scene.live() / url).exists()


def test_a_record_that_is_not_one_is_none(tmp_path: Path) -> None:
    for text in ("", "[]", '{"what": 1}', "null"):
        (tmp_path / "a.json").write_text(text, encoding="utf-8")
        assert Record.read(tmp_path / "a.json") is None


def test_the_workflow_publishes_on_push_at_night_and_by_hand() -> None:
    flow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    on = flow[True]  # YAML takes “on” for a truth
    assert {"push", "schedule", "workflow_dispatch"} == on.keys() and len(on["schedule"]) == 1
    job = flow["jobs"]["publish"]
    assert flow["permissions"] == {"contents": "write"} and flow["concurrency"]["cancel-in-progress"] is False
    assert next(step for step in job["steps"] if "checkout" in step.get("uses", ""))["with"]["fetch-depth"] == 0
    (run,) = (step for step in job["steps"] if step.get("name") == "publish")
    assert "python hooks publish" in run["run"] and "ARCHIVE_SIGNING_KEY" in run["env"]


def test_every_step_has_its_name() -> None:
    assert {
        "lock",
        "sources",
        "live",
        "build",
        "gate",
        "commit",
        "compare",
        "push",
        "read_back",
        "record",
    } == strings().group("publishing.steps").keys()


def test_a_run_that_fails_before_anything_is_known_leaves_a_record_too(scene: Scene) -> None:
    shutil.rmtree(scene.clone / ".git")
    done = scene.run("publish", **SIGNED)
    assert done.returncode == 1
    assert json.loads(scene.run("status", "--json").stdout)["outcome"] == "failed"
