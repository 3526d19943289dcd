"""`python3 hooks <command>`: every command of the archive, from any folder (`python3 hooks --help`)."""

import gc
import sys

from archive import environment

# A process of a worker loads this file as another name, and must not begin a command.
if __name__ == "__main__":
    environment.enter(environment.needed(sys.argv[1:]))
    # Nearly all that a build makes it needs to its end; looking again and again for what does not costs a tenth of it.
    gc.set_threshold(500_000, 20, 100)

    from commands import run

    run()
