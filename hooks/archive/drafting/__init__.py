"""Entries that are begun for a clerk: started from nothing, from a link, or from the period before."""
