"""What may not pass: markup that runs, characters that deceive, what is not public, files that are not what they say.

Nothing here knows of entries or registries: each module looks at a text or a file and says what it found. The checks
(`archive.checks`) ask, and tell where; the printing asks `markup` once more of what it made.
"""
