"""From a paper as offices write them (Word, PDF, text) to an entry: read, recognise, and leave the rest to the clerk.

The way of a paper: a reader (`docx`, `pdf`, `text`) gives blocks; `head` and `foot` take what surrounds the body;
`structure` finds headings and lists in the body; `meaning` finds what the front matter asks for; `markdown` and `entry`
write it. Nothing here changes a word: what is not recognised stays in the body.
"""
