"""The engines in a real browser: their answers, the bytes that a reader would fetch, and the time that answers take."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, Playwright, TimeoutError, sync_playwright

from chromes import FLAGS, on_path
from engines import BENCH, Engine
from measures import Failed, spread
from serving import Counter, counting

# An engine that is not open by then has not finished; nor are its times asked for longer.
PATIENCE, BUDGET = 300, 300
FURTHER = 5
SLOWDOWNS = (1, 6)


@contextlib.contextmanager
def launched() -> Iterator[Browser | None]:
    """Give a Chromium: one on the PATH, else Playwright's own; None where there is neither."""
    with sync_playwright() as playwright:
        browser = _launch(playwright)
        yield browser
        if browser:
            browser.close()


def _launch(playwright: Playwright) -> Browser | None:
    try:
        return playwright.chromium.launch(executable_path=on_path(), args=FLAGS)
    except Error:
        return None


class Bench:
    """One engine, served from the folder it was built in, and asked in pages of fresh browsers without a cache."""

    def __init__(self, browser: Browser, address: str, counter: Counter, engine: Engine, without: Sequence[str]):
        self.browser, self.address, self.counter, self.engine = browser, address, counter, engine
        self.without = list(without)

    @contextlib.contextmanager
    def opened(self, first: str, still: bool = False) -> Iterator[tuple[Page, float]]:
        """Open the engine and ask a first query; gives the page, and the milliseconds. Raises Failed.

        With `still` nothing runs in a worker: Chromium slows down a page's own thread only.
        """
        context = self.browser.new_context()
        try:
            page = context.new_page()
            page.goto(f"{self.address}bench/page.html")
            page.wait_for_function("window.begin")
            options = {"without": self.without, "still": still}
            begin = "([name, options, text]) => void setTimeout(() => begin(name, options, text))"
            page.evaluate(begin, [self.engine.name, options, first])
            page.wait_for_function("window.state && state !== 'opening'", polling=50, timeout=PATIENCE * 1000)
            state = page.evaluate("state")
            if "error" in state:
                raise Failed(f"{self.engine.name}: {state['error']}")
            yield page, state["ms"]
        except TimeoutError:
            raise Failed(f"{self.engine.name}: did not finish in {PATIENCE} s") from None
        except Error as error:
            raise Failed(f"{self.engine.name}: {error.message}") from None
        finally:
            context.close()

    def answers(self, queries: Sequence[str]) -> list[list[str]]:
        """Ask every query; gives what the engine calls its first ten results."""
        with self.opened(queries[0]) as (page, _):
            return [_ask(page, text)["found"] for text in queries]

    def bytes(self, texts: Sequence[str]) -> dict[str, Any]:
        """Count what each query costs as the first of a visit, and what the five after it cost each."""
        first: list[float] = []
        further: list[float] = []
        requests: list[float] = []
        waits: list[float] = []
        for place, text in enumerate(texts[:1] if self.engine.slow_to_open else texts):
            self.counter.reset()
            with self.opened(text) as (page, ms):
                sent = self.counter.reset()
                first.append(sent.bytes)
                requests.append(sent.requests)
                waits.append(ms)
                for next_ in range(place + 1, place + 1 + FURTHER):
                    _ask(page, texts[next_ % len(texts)])
                    further.append(self.counter.reset().bytes)
        spreads = {"first": first, "further": further, "requests": requests, "opening_ms": waits}
        return {name: spread(values) for name, values in spreads.items()}

    def times(self, texts: Sequence[str], warm_up: str) -> dict[str, Any]:
        """Time each query in an open page, asked for the first time and then again, at each slowdown."""
        figures: dict[str, Any] = {}
        if self.engine.slow_to_open:
            with self.opened(warm_up, still=True) as (page, _):
                for rate in SLOWDOWNS:
                    figures[f"x{rate}"] = _timed(page, texts, rate)
            return figures
        for rate in SLOWDOWNS:
            with self.opened(warm_up, still=True) as (page, _):
                figures[f"x{rate}"] = _timed(page, texts, rate)
        return figures


def _timed(page: Page, texts: Sequence[str], rate: int) -> dict[str, Any]:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
    end = time.monotonic() + BUDGET
    rounds = {}
    for name in ("new", "again"):
        asked = [_ask(page, text)["ms"] for text in texts if time.monotonic() < end]
        rounds[name] = spread(asked)
        if len(asked) < len(texts):
            rounds[f"{name}_asked"] = {"queries": len(asked)}
    return rounds


def _ask(page: Page, text: str) -> Any:
    return page.evaluate("text => ask(text)", text)


@contextlib.contextmanager
def bench(browser: Browser, engine: Engine, folder: Path, without: Sequence[str] = ()) -> Iterator[Bench]:
    """Serve an engine that lies in `folder`."""
    with counting({"bench": BENCH, engine.name: folder}, uncounted=frozenset({"bench"})) as (address, counter):
        yield Bench(browser, address, counter, engine, without)
