"""What is decided before anything is made of a source, and what stops what takes too long or reaches out."""

from __future__ import annotations

import contextlib
import gc
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.checks import check
from archive.checks.texts import removed
from archive.front_matter import Document, packed
from archive.readings import read
from archive.safety import attached
from archive.safety.attached import examined
from archive.safety.limits import DEEPEST, LONGEST_LINE, LONGEST_RUN, MOST_BYTES, TooSlow, limited, over_limits
from archive.safety.network import NetworkTried, no_network
from archive.sources import read_sources
from archive.strict_yaml import read as read_yaml
from project import ROOT, Run
from test_golden import AS_OF, Case


def codes(text: str) -> list[tuple[str, int]]:
    return [(found.code, found.line) for found in over_limits(text)]


@pytest.mark.parametrize(
    ("just", "over", "code"),
    [
        ("a" * LONGEST_LINE, "a" * (LONGEST_LINE + 1), "line_too_long"),
        ("[" * LONGEST_RUN + "]" * LONGEST_RUN, None, "brackets_run"),
        ("[(" * (LONGEST_RUN // 2), "[(" * LONGEST_RUN, "brackets_run"),
        ("[a " * DEEPEST, "[a " * (DEEPEST + 1), "nested_too_deep"),
        ("> " * DEEPEST + "a", "> " * (DEEPEST + 1) + "a", "nested_too_deep"),
        ("- " * DEEPEST + "a", "- " * (DEEPEST + 1) + "a", "nested_too_deep"),
        ("    " * (DEEPEST - 1) + "- a", "    " * DEEPEST + "- a", "nested_too_deep"),
        ("<b>a" * DEEPEST, "<b>a" * (DEEPEST + 1), "nested_too_deep"),
    ],
)
def test_what_is_just_within_passes_and_what_is_over_is_told_on_its_line(
    just: str, over: str | None, code: str
) -> None:
    if over is None:
        assert (code, 0) in codes(just)  # opening and closing ones together are one run
        return
    assert codes(just) == []
    assert (code, 2) in codes(f"Một.\n\n{over}")


def test_a_rule_of_many_signs_and_a_dotted_line_are_no_nesting() -> None:
    assert codes("- " * 200 + "\n\n" + "." * 400 + "\n\n" + "_" * 400) == []


def test_an_entry_of_a_million_bytes_passes_and_one_more_does_not(tmp_path: Path) -> None:
    head = b"---\ntitle: A\n---\n\n"
    fill = b"a" * 99 + b"\n"
    whole = head + (fill * (MOST_BYTES // 100))[: MOST_BYTES - len(head)]
    assert [problem.code for problem in read(whole, "a.md", None).problems] == []
    assert [problem.code for problem in read(whole + b"a", "a.md", None).problems] == ["entry_too_large"]


def test_what_takes_too_long_is_stopped_and_what_does_not_goes_on() -> None:
    def work(rounds: int) -> int:
        return sum(number * number for number in range(rounds))

    with limited(5.0):
        assert work(1000) == 332833500
    with pytest.raises(TooSlow), limited(0.05):
        while True:
            work(1000)


def test_a_limit_within_another_keeps_the_outer_one() -> None:
    with pytest.raises(TooSlow), limited(0.1):
        with limited(100):
            pass
        while True:
            sum(range(1000))


def test_in_another_thread_there_is_no_limit_and_no_failure() -> None:
    told: list[str] = []

    def work() -> None:
        with limited(0.01):
            told.append("done")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert told == ["done"]


@pytest.mark.parametrize("what", ["reading", "rendering", "disclosure"])
def test_a_source_that_takes_too_long_is_a_problem_with_its_name(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> contextlib.AbstractContextManager[None]:
        raise TooSlow

    place = {
        "reading": "archive.readings",
        "rendering": "archive.checks.texts",
        "disclosure": "archive.checks.disclosure",
    }
    monkeypatch.setattr(f"{place[what]}.limited", slow)
    Case().write(tmp_path)
    problems = check(read_sources(tmp_path), AS_OF)
    assert [(problem.path.rsplit("/", 1)[1], problem.code) for problem in problems] == [("a.md", "too_slow")]


def test_a_file_that_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(content: bytes) -> object:
        raise TooSlow

    monkeypatch.setitem(attached._FAULTS, ".pdf", slow)
    monkeypatch.setattr(attached, "type_faults", lambda *given: [])
    assert [fault.code for fault in examined("a.pdf", b"%PDF-").faults] == ["file_too_slow"]


def spin(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


def test_a_limit_that_is_reached_while_an_object_is_done_away_with_holds() -> None:
    class Slow:
        def __del__(self) -> None:
            spin(0.1)

    with pytest.raises(TooSlow), limited(0.05):
        del [Slow()][0]
        spin(5)


def test_a_limit_that_is_reached_while_memory_is_collected_holds() -> None:
    """Programs may be told of that (`gc.callbacks`), and whatever they raise is lost."""

    def told(phase: str, info: dict[str, int]) -> None:
        spin(0.1)

    gc.callbacks.append(told)
    try:
        with pytest.raises(TooSlow), limited(0.05):
            gc.collect()
            spin(5)
    finally:
        gc.callbacks.remove(told)


# What is within the limits, and made to take as long as it can.
STUBBORN = {
    "addresses": "a" * 9000 + " @",
    "telephones": "09" * 4500,
    "passports": "A1" * 4400 + " hộ chiếu",
    "macros": "{{ " * 3000,
    "deleted": "~~a " * 2250,
    "emphasis": "*a_b" * 2000,
    "less than": "< " * 4500,
    "backticks": "` " * 4000,
    "entities": "&#1" * 3000,
    "links": "https://" * 1100,
    "footnotes": "[^a] " * 1800,
    "identity": "CMND 123 " * 1000,
}


@pytest.mark.parametrize("line", STUBBORN.values(), ids=STUBBORN)
def test_nothing_within_the_limits_hangs(line: str, tmp_path: Path) -> None:
    """Either it is read in time, or it is told that it is not; a check that hangs is stopped by the test runner."""
    Case(body="\n".join([line] * 90)).write(tmp_path)
    assert {problem.code for problem in check(read_sources(tmp_path), AS_OF)} <= {"too_slow"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"a" * 80_000 + b" @"),
        ("a.txt", "MẬT ".encode() * 20_000),
        ("a.csv", b'"' + b"a," * 500_000),
        ("a.txt", b"0909" * 500_000),
    ],
    ids=["one long word", "one long line of markings", "a cell that does not end", "digits"],
)
def test_no_file_hangs(name: str, content: bytes) -> None:
    examined(name, content)


def test_what_the_allow_list_takes_out_is_told_at_the_line_that_holds_it() -> None:
    document = Document("a.md", read_yaml("title: A"), packed("Một.\n\nHai <video src=x>\n"), 5)
    problem = removed(document, "<video>")
    assert (problem.code, problem.line) == ("html_removed", 7) and "<video>" in problem.message


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection(("192.0.2.1", 443), timeout=0.1),
        lambda: socket.getaddrinfo("example.org", 443),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53)),
    ],
    ids=["connection", "name", "datagram"],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_build_reaches_no_other_machine(reach: Callable[[], object]) -> None:
    with no_network(), pytest.raises(NetworkTried, match=r"192\.0\.2\.1|example\.org"):
        reach()


def test_outside_of_a_build_the_network_is_there() -> None:
    with no_network():
        pass
    assert socket.getaddrinfo("127.0.0.1", 80)


def test_a_build_that_reaches_out_says_so_and_the_site_stays(hooks: Run, archive: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert hooks("build", "--docs-dir", archive, "--site-dir", site).returncode == 0
    before = (site / "manifest.json").read_bytes()
    (tmp_path / "sitecustomize.py").write_text(
        "import jinja2\nload = jinja2.Environment.get_template\n"
        "def get(self, *a, **k):\n    import socket\n    socket.create_connection(('192.0.2.1', 443), timeout=1)\n"
        "jinja2.Environment.get_template = get\n"
    )
    (archive / "gioi-thieu.md").write_text("---\ntitle: Giới thiệu\n---\n\nChữ.\n", encoding="utf-8")
    done = hooks("build", "--docs-dir", archive, "--site-dir", site, PYTHONPATH=str(tmp_path))
    assert done.returncode == 1 and "192.0.2.1" in done.stderr and "Traceback" not in done.stderr
    assert (site / "manifest.json").read_bytes() == before


def test_an_extension_that_is_not_on_the_list_stops_the_build(tmp_path: Path) -> None:
    from mkdocs.config import load_config
    from mkdocs.exceptions import ConfigurationError

    text = (
        (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("  - footnotes\n", "  - footnotes\n  - attr_list\n")
    )
    (tmp_path / "mkdocs.yml").write_text(
        text.replace("hooks/", f"{ROOT}/hooks/").replace("custom_dir: overrides", f"custom_dir: {ROOT}/overrides"),
        encoding="utf-8",
    )
    for folder in ("docs", "overrides"):
        (tmp_path / folder).mkdir()
    config = load_config(str(tmp_path / "mkdocs.yml"))
    with pytest.raises(ConfigurationError, match="attr_list"):
        config.plugins.on_config(config)


def test_the_converter_of_the_site_is_that_of_the_checks() -> None:
    """What is asked of the allow-list before a build is what the build makes."""
    from mkdocs.config import load_config

    from archive.safety.syntax import EXTENSIONS

    config = load_config(str(ROOT / "mkdocs.yml"))
    assert set(config.markdown_extensions) == set(EXTENSIONS)
    given = {name: {**config.mdx_configs.get(name, {})} for name in EXTENSIONS}
    given["toc"].pop("toc_depth", None)
    given["toc"].pop("permalink", None)
    assert given == EXTENSIONS
