"""The archive as data: what programs read instead of pages, all made from the catalogue and nothing else."""
