"""Lighthouse on the example site: `python3 tests/bench/lighthouse.py [--site-dir DIR] [--json FILE]`.

Takes Lighthouse from npm, the mobile preset, and a Chromium from the PATH; the site is served compressed, as nginx
would. Prints each page's scores and its layout shift.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / folder) for folder in ("tests/bench", "tests/browser")]

from chromes import FLAGS, on_path  # noqa: E402 - the line above finds them
from serving import counting  # noqa: E402

LIGHTHOUSE = "lighthouse@12.8.2"
PAGES = {
    "home": "",
    "period": "ky/2023-h1/",
    "entry": "bao-cao/2023-h1/doi-ngoai-6-thang-dau-nam/",
    "story with pictures": "tin-bai/2022/cong-chieng-ya-hoi/",
    "English home": "en/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def run(url: str, program: Path, chromium: str) -> dict[str, Any]:
    """Run Lighthouse on one page; gives its report."""
    chrome = f"--headless=new {' '.join(FLAGS)}"
    command = [program, url, "--quiet", "--output=json", "--output-path=stdout", f"--chrome-flags={chrome}"]
    environ = {**os.environ, "CHROME_PATH": chromium}
    done = subprocess.run(command, env=environ, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def main() -> None:
    """Measure every page, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site-dir", type=Path, default=ROOT / "site")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    chromium = on_path() or sys.exit("there is no Chromium on the PATH")
    figures: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as home, counting({"a": options.site_dir}) as (address, _):
        install = ["npm", "install", "--prefix", home, "--no-audit", "--no-fund", "--prefer-offline", LIGHTHOUSE]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
        for name, url in PAGES.items():
            report = run(f"{address}a/{url}index.html", Path(home) / "node_modules/.bin/lighthouse", chromium)
            scores = {one: round(100 * (report["categories"][one]["score"] or 0)) for one in CATEGORIES}
            shift = report["audits"]["cumulative-layout-shift"]["numericValue"]
            failed = [
                f"{one}: {audit['title']}"
                for one, audit in report["audits"].items()
                if audit["score"] is not None and audit["score"] < 1 and audit["scoreDisplayMode"] == "binary"
            ]
            figures[name] = {**scores, "layout shift": shift, "failed": failed}
            print(f"{name:20}", *(f"{key} {value}" for key, value in figures[name].items()), sep="  ", flush=True)
    if options.json:
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
