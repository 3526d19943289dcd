"""`python3 hooks <command>`: every command of the archive, from any folder (`python3 hooks --help`)."""

import sys

from archive import entering

# A process of a worker loads this file as another name, and must not begin a command.
if __name__ == "__main__":
    entering.go_on(sys.argv[1:])

    import gc

    from archive import environment

    environment.enter(environment.needed(sys.argv[1:]))
    # Nearly all that a build makes it needs to its end; looking again and again for what does not costs a tenth of it.
    gc.set_threshold(500_000, 20, 100)

    from archive.looking import Looking

    # What a build asks of the disk is looked at while the program loads, but for one of other folders.
    elsewhere = any(one.startswith(("--docs-dir", "--site-dir", "--like")) for one in sys.argv)
    builds = sys.argv[1:2] == ["build"] and not elsewhere
    root = environment.ROOT
    looking = Looking.begin(root / "docs", (root / "site").resolve(), root / ".cache") if builds else Looking()

    from commands import run

    run(looking)
