"""The page of familiar faces. Choosing a face for an entry is in ``entry_form``."""
