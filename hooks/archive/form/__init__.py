"""The form in the browser: Sveltia CMS at `/quan-tri/`, on a local folder, its fields made from the schema.

It stands only in a site that is built with `--with-editor`, on a clerk's own machine, and asks nobody else.
"""
