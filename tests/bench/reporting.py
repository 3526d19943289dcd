"""The tables of the search benchmark, from its figures: the engines side by side, then ours class by class."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Figures = Mapping[str, Any]
Show = Callable[[float], str]


def _share(value: float) -> str:
    return f"{value:.3f}".replace("0.", ".", 1) if value < 1 else f"{value:.3f}"


def _kilobytes(value: float) -> str:
    return f"{value / 1024:.1f} KB" if value < 1 << 20 else f"{value / (1 << 20):.1f} MB"


def _milliseconds(value: float) -> str:
    return f"{value:.1f} ms" if value < 1000 else f"{value / 1000:.1f} s"


def _seconds(value: float) -> str:
    return f"{value:.1f} s"


def _megabytes(value: float) -> str:
    return f"{value:.0f} MB"


def _count(value: float) -> str:
    return f"{value:.0f}"


def _ratio(value: float) -> str:
    return f"× {value:.2g}" if value < 10 else f"× {value:.0f}"


# What is shown, where it stands in an engine's figures, how it is written; with a ratio where less is better.
_QUALITY: list[tuple[str, str]] = [("mrr", "MRR@10"), ("success", "success@1"), ("recall", "recall@10")]
_HALVES = ("known", "frozen", "all")
_SPREADS: list[tuple[str, str, Show]] = [
    ("bytes, first results", "bytes.first", _kilobytes),
    ("bytes, a further query", "bytes.further", _kilobytes),
    ("requests, first results", "bytes.requests", _count),
    ("opening and first query", "bytes.opening_ms", _milliseconds),
    ("query, new", "times.x1.new", _milliseconds),
    ("query, again", "times.x1.again", _milliseconds),
    ("query, new, CPU ÷ 6", "times.x6.new", _milliseconds),
    ("query, again, CPU ÷ 6", "times.x6.again", _milliseconds),
]
_INDEX: list[tuple[str, str, Show]] = [
    ("index, time", "index.seconds", _seconds),
    ("index, processor time", "index.busy", _seconds),
    ("index, peak memory", "index.megabytes", _megabytes),
    ("index, size", "index.bytes", _kilobytes),
    ("index, files", "index.files", _count),
]


def report(title: str, engines: Mapping[str, Figures]) -> str:
    """Write all that was measured on one set."""
    rows = [["", *engines, *(f"{name} ÷ ours" for name in _peers(engines))]]
    rows += [row for row in _rows(engines) if any(cell != "–" for cell in row[1:])]
    parts = [title, _table(rows)]
    parts += [f"{name}: {reason}" for name, one in engines.items() for reason in one.get("failed", ())]
    ours = engines.get("ours", {})
    if edit := ours.get("edit"):
        share = f"{edit['part']:.1%}"
        parts.append(f"ours, one sentence changed: {edit['changed']} of {edit['shards']} files in i/ differ ({share})")
    if classes := ours.get("classes"):
        parts += ["", "ours, by class", _table(_class_rows(classes))]
    return "\n".join(parts) + "\n"


def _rows(engines: Mapping[str, Figures]) -> Iterator[list[str]]:
    for half in _HALVES:
        for key, label in _QUALITY:
            yield [f"{label}, {half}", *(_cell(one, f"quality.{half}.{key}", _share) for one in engines.values())]
    for label, path, show in _SPREADS:
        for key, of in (("median", "median"), ("p95", "95%")):
            yield _row(engines, f"{label}, {of}", f"{path}.{key}", show)
    for label, path, show in _INDEX:
        yield _row(engines, label, path, show)


def _row(engines: Mapping[str, Figures], label: str, path: str, show: Show) -> list[str]:
    cells = [_cell(one, path, show) for one in engines.values()]
    ours = _at(engines.get("ours", {}), path)
    for name in _peers(engines):
        peers = _at(engines[name], path)
        cells.append(_ratio(peers / ours) if ours and peers is not None else "–")
    return [label, *cells]


def _class_rows(classes: Mapping[str, Any]) -> Iterator[list[str]]:
    halves = [half for half in _HALVES if any(half in judged for judged in classes.values())]
    yield ["", *(f"{label}, {half}" for half in halves for _, label in _QUALITY), "queries"]
    for cls, judged in classes.items():
        cells = (_cell(judged, f"{half}.{key}", _share) for half in halves for key, _ in _QUALITY)
        yield [cls, *cells, str(judged["all"]["queries"])]


def _peers(engines: Mapping[str, Figures]) -> list[str]:
    return [name for name in engines if name != "ours"] if "ours" in engines else []


def _cell(figures: Figures, path: str, show: Show) -> str:
    value = _at(figures, path)
    return "–" if value is None else show(value)


def _at(figures: Figures, path: str) -> float | None:
    """Find a figure by its dotted path; None where it was not measured."""
    value: Any = figures
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return None if value is None else float(value)


def _table(rows: Iterator[list[str]] | Sequence[list[str]]) -> str:
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*(_filled(row, len(rows[0])) for row in rows), strict=True)]
    lines = (
        "  ".join(cell.ljust(width) if place == 0 else cell.rjust(width) for place, (cell, width) in enumerate(cells))
        for cells in (zip(_filled(row, len(rows[0])), widths, strict=True) for row in rows)
    )
    return "\n".join(line.rstrip() for line in lines)


def _filled(row: list[str], length: int) -> list[str]:
    return row + [""] * (length - len(row))
