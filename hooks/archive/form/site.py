"""The files of the form below `/quan-tri/`: its page, its configuration, and the programs that it is made of."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from pathlib import Path

from archive.catalogue import Registries
from archive.form.configuration import configuration
from archive.form.packages import SVELTIA, YAML
from archive.form.vendored import vendored
from archive.strings import strings

_BROWSER = Path(__file__).parent / "browser"
# Nothing is asked of anybody but the machine itself; the program makes its styles as it goes.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self' data: blob:; manifest-src blob:; "
    "base-uri 'none'; form-action 'none'"
)
_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="cms-config-url" type="application/json" href="cau-hinh.json">
<script src="before.js"></script>
<script src="sveltia/sveltia-cms.js"></script>
<script type="module" src="format.mjs"></script>
</head>
<body></body>
</html>
"""


def form_files(registries: Registries, cache: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the form by its path below `/quan-tri/`. Raises PackageMissing and ProgramChanged."""
    page = _PAGE.format(policy=html.escape(POLICY), title=html.escape(strings()("form.title")))
    yield "index.html", page.encode()
    yield "cau-hinh.json", json.dumps(configuration(registries), ensure_ascii=False, indent=1).encode()
    for path in sorted(_BROWSER.iterdir()):
        yield path.name, path.read_bytes()
    yield from ((f"sveltia/{name}", content) for name, content in vendored(SVELTIA.read(cache)))
    yaml = YAML.read(cache)
    yield "yaml/LICENSE", yaml["LICENSE"]
    yield from ((f"yaml/{name.removeprefix('browser/')}", yaml[name]) for name in sorted(yaml) if _is_module(name))


def _is_module(name: str) -> bool:
    return name.startswith("browser/") and name.endswith(".js")
