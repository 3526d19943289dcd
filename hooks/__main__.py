"""`python3 hooks <command>`: every command of the archive, from any folder (`python3 hooks --help`)."""

import sys

from archive import environment

environment.enter(environment.TEST if sys.argv[1:2] == ["test"] else environment.BUILD)

from commands import main  # noqa: E402 - what it imports is installed by the line above

main()
