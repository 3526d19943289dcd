"""Where the archive meets the inside of MkDocs: the files that stay, how pages are converted and printed.

The hooks beside this package call it; what it takes from MkDocs beyond the documented names is in `private`.
"""
