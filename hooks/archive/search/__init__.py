"""The archive's own search: a static index by syllables, made at build time and asked in the browser or from here."""
