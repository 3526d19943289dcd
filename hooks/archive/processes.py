"""Work for several processes of this machine, each begun as a copy of this one: what they need is there already.

The seam is `concurrent.futures.Executor`. Where the system cannot copy processes, and for a handful of things, one
process does all.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future
    from multiprocessing.connection import Connection

# Beginning processes costs as much as a few dozen pages.
FEWEST = 60
SHARE = 24
# So many new objects are there before it is looked for what can be let go, which costs a tenth of the time: where a
# process has so few things to do that their remains may wait for its end, more.
_LOOK_AFTER, _LOOK_LATE = 50_000, 1_000_000
_FEW = 2_500
# What remains of so many things may wait for the end of the process that made them, or for a rest.
LITTLE = 5_000

Item = TypeVar("Item")
Made = TypeVar("Made")


def cores() -> int:
    """Say how many processes may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_share() -> bool:
    """Tell whether this machine does anything sooner in several processes."""
    return cores() > 1 and sys.platform == "linux"


def can_copy() -> bool:
    """Tell whether a copy of this process does anything sooner; what other threads hold, nobody lets go of in it."""
    return can_share() and threading.active_count() == 1


def shares_of(items: Sequence[Item]) -> list[Sequence[Item]]:
    """Cut work into shares, of which each is worth its way to another process."""
    return [items[at : at + SHARE] for at in range(0, len(items), SHARE)]


@contextmanager
def pool(size: int, prepare: Callable[..., None] | None = None, *given: Any) -> Iterator[Executor]:
    """Begin as many processes as there are cores, for `size` things to do.

    Each calls `prepare(*given)` first, which is not sent but copied.
    """
    import multiprocessing  # slow to load, and a small build begins no processes
    from concurrent.futures import ProcessPoolExecutor

    _libc()
    # It is not looked for in what is there already, which the processes share as long as nobody touches it.
    gc.set_threshold(_LOOK_LATE if size <= _FEW * cores() else _LOOK_AFTER)
    gc.freeze()
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(cores(), context, initializer=_begin, initargs=(prepare, given)) as executor:
            yield executor
    finally:
        gc.unfreeze()
        if size > LITTLE:
            let_go()


def in_turn(submit: Callable[[Item], Future[Made]], shares: Iterable[Item], most: int) -> Iterator[Made]:
    """Have shares done, no more at once than keep all busy: what comes back is not to fill the memory."""
    ahead: deque[Future[Made]] = deque()
    for share in shares:
        ahead.append(submit(share))
        if len(ahead) > most:
            yield ahead.popleft().result()
    while ahead:
        yield ahead.popleft().result()


def done_apart(work: Callable[[Item], Made], items: Iterable[Item], size: int) -> Iterator[Made]:
    """Have several processes do what whoever asks for it could do as well; `size` says how many things that is.

    Where one of them is killed, the rest is left to be done when it is asked for.
    """
    from concurrent.futures.process import BrokenProcessPool

    with suppress(BrokenProcessPool), pool(size) as executor:
        yield from in_turn(lambda item: executor.submit(work, item), items, 3 * cores())


class Aside(Generic[Made]):
    """Work that a copy of this process does while this one goes on; what comes of it is pickled.

    Where none can be begun, or it comes to no end, nothing is told, and who asks does the work.
    """

    def __init__(self, work: Callable[[], Made]) -> None:
        """Begin, where there is a core for it."""
        self._pipe, self._process = -1, 0
        pipe, told = os.pipe()
        process = _copied()
        if process is None:
            os.close(pipe)
            os.close(told)
            return
        if process:
            os.close(told)
            self._pipe, self._process = pipe, process
            return
        status = 1
        try:  # in the other process, which ends here whatever happens
            os.close(pipe)
            gc.freeze()
            with os.fdopen(told, "wb") as out:
                pickle.dump(work(), out, pickle.HIGHEST_PROTOCOL)
            status = 0
        finally:
            os._exit(status)

    def told(self) -> Made | None:
        """Wait for what came of it; it is told once."""
        process, self._process = self._process, 0
        if not process:
            return None
        try:
            with os.fdopen(self._pipe, "rb") as pipe:
                told = pipe.read()
        except BaseException:  # nobody waits any longer
            _end(process)
            raise
        _, status = os.waitpid(process, 0)
        made: Made | None = pickle.loads(told) if status == 0 else None
        return made

    def forget(self) -> None:
        """Let it come to no end."""
        process, self._process = self._process, 0
        if process:
            os.close(self._pipe)
            _end(process)


@contextmanager
def beside(work: Callable[[Connection], None]) -> Iterator[Connection]:
    """Do `work` beside what is done here, in a copy of this process, or in a thread where it cannot be copied.

    Each has an end of a pipe; when the one here is closed, the work is to come to its end.
    """
    from multiprocessing import Pipe  # slow to load, and no build does it

    here, there = Pipe()
    _libc()  # what the copy asks of it is there then

    def do() -> None:
        try:
            work(there)
        except KeyboardInterrupt:
            pass  # who waits here is told of it as well
        except BaseException:
            traceback.print_exc()
        finally:
            there.close()

    end: Callable[[], object]
    process = _copied()
    if process is not None:
        if not process:
            try:
                _begin(None, ())
                here.close()
                do()
            finally:
                os._exit(0)
        there.close()
        end = partial(os.waitpid, process, 0)
    else:
        thread = threading.Thread(target=do)
        thread.start()
        end = thread.join
    try:
        yield here
    finally:
        here.close()
        end()


def _copied() -> int | None:
    """Copy this process: the copy's number, 0 in the copy; None where that pays nothing or cannot be."""
    try:
        return os.fork() if can_copy() else None
    except OSError:  # the machine has none to spare
        return None


def _end(process: int) -> None:
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def at_once(here: Callable[[], Item], there: Callable[[], Made]) -> tuple[Item, Made]:
    """Do two things, the second in a copy of this process where that can be.

    What comes of it is something, and is pickled; it may be done again here.
    """
    aside = Aside(there)
    try:
        first = here()
    except BaseException:
        aside.forget()
        raise
    told = aside.told()
    return first, there() if told is None else told


@cache
def _libc() -> Any:
    import ctypes

    return ctypes.CDLL(None) if os.name == "posix" else None


def let_go() -> None:
    """Give back to the system what nobody holds any more, where it can be asked (glibc): much was made, and is gone."""
    gc.collect()
    if hasattr(_libc(), "malloc_trim"):
        _libc().malloc_trim(0)


# linux/prctl.h
_PR_SET_PDEATHSIG = 1


def _begin(prepare: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    """Have the system end this process with the one that forked it: killed, it could not do so itself."""
    if sys.platform == "linux":
        _libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == 1:  # it is gone already
            os._exit(1)
    if prepare is not None:
        prepare(*given)
