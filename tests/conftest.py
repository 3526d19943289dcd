"""What the tests share: built sites, a scratch archive, and a browser that is there or loudly is not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from project import AS_OF, DOCS, Run, run_hooks


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever has hours ask for more than a few dozen random archives (tests/test_fuzz.py)."""
    parser.addoption("--long", action="store_true", help="go on with random archives for hours")


def pytest_configure(config: pytest.Config) -> None:
    """Tell the modules, which are read after this."""
    if config.getoption("--long"):
        os.environ["ARCHIVE_LONG"] = "1"


@pytest.fixture
def hooks() -> Run:
    """The commands."""
    return run_hooks


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own content, built as `python3 hooks build` does."""
    folder = tmp_path_factory.mktemp("example") / "site"
    done = run_hooks("build", "--site-dir", folder, "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def sample() -> Path:
    """The real report of the shared samples; its sentences stay out of the repository."""
    folder = os.environ.get("ARCHIVE_SAMPLES")
    if not folder:
        pytest.skip("ARCHIVE_SAMPLES is not set: the real report is not here")
    return Path(folder) / "bao-cao-doi-ngoai-6-thang-dau-nam-2023.md"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A docs folder with the repository's registries and nothing else."""
    docs = tmp_path / "docs"
    shutil.copytree(DOCS / "danh-muc", docs / "danh-muc")
    return docs


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A generated archive of 1,000 entries."""
    from corpus import write_corpus

    docs = tmp_path_factory.mktemp("corpus") / "docs"
    write_corpus(docs, 1000, seed=1)
    yield docs


@pytest.fixture(scope="session")
def sample_site(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real report, published on its own."""
    docs = tmp_path_factory.mktemp("sample") / "D"
    shutil.copytree(DOCS / "danh-muc", docs / "danh-muc")
    (docs / "bao-cao/2023-h1").mkdir(parents=True)
    shutil.copyfile(sample, docs / "bao-cao/2023-h1/doi-ngoai.md")
    done = run_hooks("build", "--docs-dir", docs, "--site-dir", docs.parent / "S")
    assert done.returncode == 0, done.stderr
    return docs.parent / "S"
