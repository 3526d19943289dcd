"""The archive: a pure package that turns clerks' sources into a catalogue, problems, pages and data.

It never imports MkDocs. The hooks beside it hand MkDocs' things in and take the archive's things out.
Importing this package imports nothing else: `archive.environment` runs before anything is installed.
"""
