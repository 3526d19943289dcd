"""A publisher that is killed at any step: what is live is whole, and the next run goes on as if nothing had been."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.strings import strings
from project import DOCS
from publishing.scene import SIGNED, Scene

# Kills itself, as the system would, so many milliseconds into a step.
_KILLED = """
import os, signal, sys, threading
sys.path.insert(0, {hooks!r})
from archive.publishing.record import Recorder
begun = Recorder.at
def at(self, step):
    begun(self, step)
    if step == {step!r}:
        if not {delay}:
            os.kill(os.getpid(), signal.SIGKILL)
        threading.Timer({delay} / 1000, os.kill, (os.getpid(), signal.SIGKILL)).start()
Recorder.at = at
from commands import main
main()
"""
STEPS = list(strings().group("publishing.steps"))
LONG = bool(os.environ.get("ARCHIVE_LONG"))
# (step, milliseconds into it): each step as it begins; with --long also anywhere within.
KILLS = [(step, 0) for step in STEPS]
if LONG:
    chance = random.Random(9)
    KILLS += [(chance.choice(STEPS), chance.randint(1, 400)) for _ in range(100 - len(KILLS))]


def killed(scene: Scene, step: str, delay: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = _KILLED.format(hooks=str(scene.clone / "hooks"), step=step, delay=delay)
    return subprocess.run(
        [sys.executable, "-c", code, "publish", *arguments],
        cwd=scene.clone,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **SIGNED},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.timeout(3000 if LONG else 300)
@pytest.mark.parametrize("where", ["branch", "folder"])
def test_killed_at_any_step(scene: Scene, where: str) -> None:
    target = ("--target", str(scene.root)) if where == "folder" else ()

    def live() -> Path:
        return (scene.root / "current").resolve() if where == "folder" else scene.live()

    scene.published(*target)
    kills = 0
    for number, (step, delay) in enumerate(KILLS):
        before = scene.edition(live())
        story = scene.write(f"Câu thứ {number}.")
        pulls = ("--pull",) if step == "sources" else ()
        done = killed(scene, step, delay, *target, *pulls, "--as-of", "2024-01-15")
        if not delay:
            assert done.returncode == -signal.SIGKILL, (step, done.stderr)
        kills += done.returncode == -signal.SIGKILL
        between = live()
        assert scene.is_whole(between), (step, delay)
        is_new = f"Câu thứ {number}." in (between / f"tin-bai/2023/{story.stem}/index.html").read_text(encoding="utf-8")
        assert is_new or scene.edition(between) == before, (step, delay)
        scene.published(*target)
        after = live()
        assert scene.is_whole(after) and scene.litter() == [], (step, delay)
        assert f"Câu thứ {number}." in (after / f"tin-bai/2023/{story.stem}/index.html").read_text(encoding="utf-8")
    assert kills >= (90 if LONG else len(STEPS))  # a late one may come after the end
    if LONG:
        print(f"\n{where}: {kills} of {len(KILLS)} runs were killed before they ended")


def _working_in(folder: Path) -> list[str]:
    """Name the processes that work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            if (process / "cwd").resolve(strict=True) == folder:
                found.append(process.name)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="several processes work on Linux alone")
@pytest.mark.parametrize("begins", ["processes._begin", "printing._take"], ids=["as any begins", "as one prints"])
def test_killed_while_several_processes_work_none_of_them_goes_on(scene: Scene, begins: str) -> None:
    scene.published()
    shutil.copytree(DOCS, scene.clone / "docs", dirs_exist_ok=True)
    code = _KILLED.format(hooks=str(scene.clone / "hooks"), step="build", delay=0).replace(
        "Recorder.at = at",
        f"from archive import processes\nfrom press import printing\n{begins} = after({begins})",
    )
    code = code.replace(
        "def at(self, step):",
        "def after(begun):\n    def killing(*given):\n        begun(*given)\n"
        "        os.kill(os.getppid(), signal.SIGKILL)\n    return killing\ndef at(self, step):",
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "publish", "--as-of", "2024-01-15"],
        cwd=scene.clone,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **SIGNED},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 10
    while left := _working_in(scene.clone):
        assert time.monotonic() < deadline, left
        time.sleep(0.05)
    assert scene.publish().returncode == 0  # it does not wait for anybody
    assert scene.is_whole() and scene.litter() == []


def test_the_first_publication_killed_is_none_at_all(scene: Scene) -> None:
    for step in ("commit", "push"):
        assert killed(scene, step, 0, "--as-of", "2024-01-15").returncode == -signal.SIGKILL
        assert scene.commits() == []
    scene.published()
    assert scene.is_whole() and scene.litter() == []


def test_what_was_broken_off_is_told_by_status(scene: Scene) -> None:
    killed(scene, "gate", 0, "--as-of", "2024-01-15")
    done = scene.run("status")
    assert done.returncode == 1 and "bị ngắt giữa chừng ở bước “kiểm tra trước khi đăng”" in done.stdout
