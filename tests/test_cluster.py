"""Printing on a cluster: the bytes are those of one machine, whoever dies on the way."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from commands import building
from commands.console import ContentProblem
from corpus import write_corpus
from press import cluster, printing
from project import ROOT
from rebuilding import tree

distributed = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="workers are killed by a signal"),
    pytest.mark.filterwarnings("default"),
]
DAY = date(2026, 1, 1)


@pytest.fixture
def workers() -> Iterator[distributed.LocalCluster]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
    ) as local:
        yield local


def test_two_workers_print_what_one_machine_prints_though_one_is_killed(
    archive: Path, workers: distributed.LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(archive, 80, seed=3)
    one = archive.parent / "one"
    building.built(archive, one, as_of=DAY, site_before=archive / "none", store_dir=archive.parent / "store-one")
    monkeypatch.setattr(printing, "SHARE", 4)
    at_work, whole = threading.Event(), printing.in_turn

    def killing(*given: object) -> Iterator[printing.Printed]:
        for share in whole(*given):  # type: ignore[arg-type]
            if not at_work.is_set():
                at_work.set()
                os.kill(next(iter(workers.workers.values())).pid, signal.SIGKILL)
            yield share

    monkeypatch.setattr(printing, "in_turn", killing)
    many = archive.parent / "many"
    building.built(
        archive,
        many,
        as_of=DAY,
        site_before=archive / "none",
        store_dir=archive.parent / "store-many",
        scheduler=workers.scheduler_address,
    )
    assert at_work.is_set()
    assert tree(many) == tree(one)


def test_nobody_answering_is_told(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(archive, 70, seed=3)
    with pytest.raises(ContentProblem, match="Không có cụm máy nào trả lời ở"):
        building.built(
            archive,
            tmp_path / "site",
            as_of=DAY,
            site_before=archive / "none",
            store_dir=tmp_path / "store",
            scheduler="tcp://127.0.0.1:9",
        )
    assert not (tmp_path / "site/index.html").exists()


def test_a_machine_joins_by_the_command_and_leaves_when_it_is_stopped() -> None:
    with (
        distributed.LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address=None, silence_logs=50) as local,
        distributed.Client(local) as client,
        subprocess.Popen([sys.executable, str(ROOT / "hooks"), "worker", local.scheduler_address]) as worker,
    ):
        try:
            client.wait_for_workers(1, timeout=60)
        finally:
            worker.send_signal(signal.SIGINT)
        assert worker.wait(30) in (1, 130)


def test_a_worker_of_another_program_prints_nothing(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpus(archive, 70, seed=3)
    briefs: list[bytes] = []

    @contextlib.contextmanager
    def noted(scheduler: str, press: printing.Press, pages: list[str]) -> Iterator[None]:
        brief = cluster.Brief.of(press, pages)
        briefs.append(pickle.dumps(replace(brief, inputs=replace(brief.inputs, program="another"))))
        raise printing.NoCluster("commands.build.no_cluster")
        yield

    monkeypatch.setattr(cluster, "cluster", noted)
    site, store = archive.parent / "site", archive.parent / "store"
    with pytest.raises(ContentProblem):
        building.built(archive, site, as_of=DAY, site_before=site, store_dir=store, scheduler="tcp://x")
    with pytest.raises(printing.NoCluster, match="other_program"):
        cluster.print_share(briefs[0], [])
