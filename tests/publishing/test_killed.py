"""A publisher that is killed at any step: what is live is whole, and the next run goes on as if nothing had been."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from archive.strings import strings
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
STEPS = [step for step in strings().group("publishing.steps") if step != "sources"]
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
        done = killed(scene, step, delay, *target, "--as-of", "2024-01-15")
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
    assert kills >= len(STEPS)
    if LONG:
        print(f"\n{where}: {kills} of {len(KILLS)} runs were killed before they ended")


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
