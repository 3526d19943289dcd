"""`python3 hooks <command>`: every command of the archive, from any folder (`python3 hooks --help`)."""

import sys

from archive import environment

# A process of a worker loads this file as another name, and must not begin a command.
if __name__ == "__main__":
    environment.enter(environment.needed(sys.argv[1:]))

    from commands import main

    main()
