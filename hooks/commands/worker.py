"""`worker`: this machine prints for one that builds with `--scheduler`, until it is stopped."""

from __future__ import annotations

import asyncio
import contextlib
import signal

import click

from archive.processes import cores
from archive.strings import strings
from commands.console import command as declare


@declare("worker")
@click.argument("scheduler", metavar="tcp://…")
def command(scheduler: str) -> None:
    """Begin a process for each core; the cluster begins one anew that dies."""
    try:
        asyncio.run(_work(scheduler))
    except asyncio.CancelledError:
        raise click.Abort from None


async def _work(scheduler: str) -> None:
    from distributed import Nanny

    working = asyncio.current_task()
    assert working is not None
    # By a key, by `kill`, by systemd; begun in the background, a process ignores the key unless it says otherwise.
    for stop in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows knows only the key
            asyncio.get_running_loop().add_signal_handler(stop, working.cancel)
    # Left by what stops this command too, so that each process ends and takes away its folder.
    async with contextlib.AsyncExitStack() as begun:
        try:
            entering = (Nanny(scheduler, nthreads=1, death_timeout=30) for _ in range(cores()))
            nannies = [await begun.enter_async_context(nanny) for nanny in entering]
        except (OSError, ValueError, TimeoutError):
            raise click.UsageError(strings()("commands.build.no_cluster", scheduler=scheduler)) from None
        click.echo(strings()("commands.worker.ready", scheduler=scheduler))
        await asyncio.gather(*(nanny.finished() for nanny in nannies))
