"""What another process does meanwhile: told once and whole, or not at all, and then whoever asks does it."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from multiprocessing.connection import Connection

import pytest

from archive import processes
from archive.processes import Aside, at_once, beside

HERE, CAN_COPY = os.getpid(), processes.can_copy
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="another process does it on Linux alone")


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "can_share", lambda: True)
    monkeypatch.setattr(processes, "can_copy", lambda: True)


def test_it_is_done_in_another_process_and_told_once() -> None:
    aside = Aside(os.getpid)
    assert aside.told() not in (HERE, None)
    assert aside.told() is None


def test_much_is_told_whole() -> None:
    assert Aside(lambda: ["đối ngoại"] * 200_000).told() == ["đối ngoại"] * 200_000


def test_this_process_goes_on_meanwhile() -> None:
    begun = time.monotonic()
    asides = [Aside(lambda: time.sleep(1)) for _ in range(3)]
    assert time.monotonic() - begun < 1
    assert [aside.told() for aside in asides] == [None] * 3


def test_what_fails_or_is_killed_is_not_told(capfd: pytest.CaptureFixture[str]) -> None:
    def killed() -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        return "nothing"

    assert Aside(lambda: 1 // 0).told() is None
    assert Aside(lambda: lambda: None).told() is None, "it cannot be pickled"
    assert Aside(killed).told() is None
    assert capfd.readouterr() == ("", ""), "whoever does it again will tell"


def test_nobody_waits_for_what_is_forgotten() -> None:
    aside = Aside(lambda: time.sleep(60))
    process = aside._process
    aside.forget()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    aside.forget()
    assert aside.told() is None


def test_nothing_is_left_where_somebody_stops_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    aside = Aside(lambda: time.sleep(60))
    process = aside._process

    def interrupted(*given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "fdopen", interrupted)
        with pytest.raises(KeyboardInterrupt):
            aside.told()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    aside.forget()
    assert aside.told() is None


def test_two_things_are_done_at_once() -> None:
    here, there = at_once(os.getpid, os.getpid)
    assert here == HERE != there


def test_what_could_not_be_done_there_is_done_here() -> None:
    assert at_once(lambda: 1, lambda: os.getpid() == HERE or 1 // 0) == (1, True)


def test_where_the_one_fails_nobody_waits_for_the_other() -> None:
    begun = time.monotonic()
    with pytest.raises(ZeroDivisionError):
        at_once(lambda: 1 // 0, lambda: time.sleep(60))
    assert time.monotonic() - begun < 30


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "can_copy", CAN_COPY)
    goes_on = threading.Event()
    thread = threading.Thread(target=goes_on.wait)
    thread.start()
    try:
        assert Aside(os.getpid).told() is None
    finally:
        goes_on.set()
        thread.join()


def answer(asked: Connection) -> None:
    """Say which process this is as often as it is asked, until nobody asks any more."""
    try:
        while True:
            asked.recv()
            asked.send(os.getpid())
    except EOFError:
        return


@pytest.mark.parametrize("copied", [True, False])
def test_work_goes_on_beside_until_it_is_to_end(copied: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: copied)
    before = threading.active_count()
    with beside(answer) as working:
        for _ in range(2):
            working.send(None)
            process = working.recv()
            assert (process == HERE) is not copied
    assert threading.active_count() == before
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)


def test_where_the_machine_has_no_process_to_spare_a_thread_works_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_to_spare() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", none_to_spare)
    before = threading.active_count()
    with beside(answer) as working:
        working.send(None)
        assert working.recv() == HERE
    assert threading.active_count() == before
    assert Aside(os.getpid).told() is None


@pytest.mark.parametrize("copied", [True, False])
def test_work_that_fails_beside_is_told_and_whoever_waits_for_it_goes_on(
    copied: bool, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "can_copy", lambda: copied)

    def fails(asked: Connection) -> None:
        raise ValueError("hỏng")

    with beside(fails) as working, pytest.raises(EOFError):
        working.recv()
    assert "ValueError: hỏng" in capfd.readouterr().err
