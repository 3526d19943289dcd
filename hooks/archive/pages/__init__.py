"""The pages that the archive makes of its catalogue: one builder a page type, each a pure function.

A view says where a page stands, which template shows it, and what that template may ask; nothing here
knows MkDocs or HTML.
"""
