"""Proof of origin: what the district published, when, and that nobody has changed it since.

`records` says what an entry is, in one way; the `journal` (`so-cai.jsonl`) what became of each, edition by edition; the
`manifest` lists every file of a site; `lookups` are what a browser asks. `keys` sign, `sealing` puts it all beside a
site, `verifying` checks it as anybody may.
"""
