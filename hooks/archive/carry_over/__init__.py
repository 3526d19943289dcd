"""What is carried over from one build to the next, so that a rebuild costs what the change costs.

`inputs` names all that a site is made from, `ledger` remembers what a site was made from and what stands in it,
`marks` names what pages show, `carrying` decides what may stay, `text_edits` makes the short way where only the
running text of some entries was changed.
"""
