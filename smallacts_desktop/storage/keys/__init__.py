"""Keys, key files, and changing the key of a journal. Nothing about rows."""
