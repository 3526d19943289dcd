"""What the search benchmark counts: how good a ranking is, the middle of many figures, and what a command costs."""

from __future__ import annotations

import json
import math
import statistics
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHOWN = 10
# How many queries are asked one by one in a browser, for bytes and times.
SAMPLE, QUICK_SAMPLE = 60, 12

# A small process of its own starts what is measured: a child would count the memory of the large one that starts it.
_LAUNCHER = """
import json, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=sys.stderr).returncode
seconds = time.perf_counter() - start
try:
    import resource
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    most, busy = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10), used.ru_utime + used.ru_stime
except ImportError:
    most = busy = None
print(json.dumps([code, seconds, busy, most]))
"""


class Failed(Exception):
    """An engine could not be made or asked; the text says why."""


@dataclass(frozen=True)
class Query:
    """What is typed, its class, the ids that answer; `frozen` is None in a set that is not in halves."""

    q: str
    cls: str
    rel: tuple[str, ...]
    frozen: bool | None = None


def quality(queries: Iterable[Query], ranked: Iterable[Sequence[str]]) -> dict[str, float]:
    """Give MRR@10, success@1 and recall@10, as means over the queries that have an answer."""
    rows = [_judged(query, ids[:SHOWN]) for query, ids in zip(queries, ranked, strict=True) if query.rel]
    means = [statistics.fmean(column) for column in zip(*rows, strict=True)]
    return {"queries": len(rows), **dict(zip(("mrr", "success", "recall"), means, strict=False))}


def _judged(query: Query, ids: Sequence[str]) -> tuple[float, float, float]:
    first = next((place for place, id in enumerate(ids, 1) if id in query.rel), 0)
    found = len(set(query.rel).intersection(ids))
    return 1 / first if first else 0.0, float(first == 1), found / len(set(query.rel))


def qualities(queries: Sequence[Query], ranked: Sequence[Sequence[str]]) -> dict[str, dict[str, float]]:
    """Judge a ranking in each half that the set has, and as a whole."""
    halves: dict[str, bool | None] = {"known": False, "frozen": True}
    judged = {}
    for name, frozen in halves.items():
        pairs = [(query, ids) for query, ids in zip(queries, ranked, strict=True) if query.frozen is frozen]
        if pairs:
            judged[name] = quality(*zip(*pairs, strict=True))
    return judged | {"all": quality(queries, ranked)}


def by_class(queries: Sequence[Query], ranked: Sequence[Sequence[str]]) -> dict[str, dict[str, dict[str, float]]]:
    """Judge a ranking for each class, in the order in which the classes first stand."""
    judged = {}
    for cls in dict.fromkeys(query.cls for query in queries):
        pairs = [(query, ids) for query, ids in zip(queries, ranked, strict=True) if query.cls == cls]
        judged[cls] = qualities(*zip(*pairs, strict=True))
    return judged


def sample(queries: Sequence[Query], quick: bool = False) -> list[str]:
    """Choose the queries to be measured one by one: evenly over the set, the same at every run."""
    size = min(len(queries), QUICK_SAMPLE if quick else SAMPLE)
    return [queries[place * len(queries) // size].q for place in range(size)]


def spread(values: Sequence[float]) -> dict[str, float] | None:
    """Give the median and the 95th percentile, each a value that occurred; None of nothing."""
    if not values:
        return None
    order = sorted(values)
    return {"median": statistics.median_low(order), "p95": order[math.ceil(0.95 * len(order)) - 1]}


@dataclass(frozen=True)
class Cost:
    """How long a command ran, of which busy (on all cores), and the most memory that it or one of its children held.

    The last two are None where the system does not tell.
    """

    seconds: float
    busy: float | None
    megabytes: float | None


def cost(command: Sequence[str | Path]) -> Cost:
    """Run a command to its end; raises Failed with the end of what it said."""
    launched = [sys.executable, "-S", "-c", _LAUNCHER, *map(str, command)]
    done = subprocess.run(launched, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise Failed(f"{command[0]}: {done.stderr[-1000:]}")
    code, seconds, busy, most = json.loads(done.stdout)
    if code:
        raise Failed(f"{' '.join(map(str, command[:3]))}: exit {code}: {done.stderr[-1000:]}")
    return Cost(seconds, busy, most)


def index_figures(folder: Path, spent: Cost) -> dict[str, Any]:
    """Give what an index cost, and how large it lies on disk."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return {**vars(spent), "bytes": sum(sizes), "files": len(sizes)}
