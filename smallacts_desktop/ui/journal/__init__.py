"""The Journal page: every entry in a list, looking for one, and what was deleted."""
