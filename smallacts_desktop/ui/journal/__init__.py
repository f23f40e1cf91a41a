"""The Journal page: the list of entries, its search, and deleted entries. Not ``journal/``."""
