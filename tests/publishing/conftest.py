"""Where the tests of publishing take place."""

from __future__ import annotations

from pathlib import Path

import pytest

from publishing.scene import Scene, new_scene, without_users_of_this_machine


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A clone whose origin is a bare repository; git knows no user."""
    without_users_of_this_machine(monkeypatch)
    return new_scene(tmp_path)
