"""A real browser and a real server, on this machine alone; where there is no browser, that is said loudly."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Playwright, sync_playwright

from chromes import FLAGS, on_path
from pageserver import serving


def _launch(playwright: Playwright) -> Browser | None:
    """Start a Chromium that is there: on the PATH, Playwright's own, else one that Playwright can fetch."""
    if found := on_path():
        return playwright.chromium.launch(executable_path=found, args=FLAGS)
    for fetch in (False, True):
        if fetch:
            command = [sys.executable, "-m", "playwright", "install", "chromium"]
            subprocess.run(command, capture_output=True, timeout=300, check=False)
        if Path(playwright.chromium.executable_path).exists():
            try:
                return playwright.chromium.launch(args=FLAGS)
            except Error:
                return None
    return None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; without one the test is skipped, or fails where ARCHIVE_REQUIRE_BROWSER is set."""
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        if browser is None:
            said = "no Chromium here: the browser tests were NOT run (install the package chromium)"
            if os.environ.get("ARCHIVE_REQUIRE_BROWSER"):
                pytest.fail(said)
            warnings.warn(said, pytest.PytestWarning, stacklevel=1)
            pytest.skip(said)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The example site, served on this machine; the address ends with a slash."""
    with serving(site) as address:
        yield address
