"""Keys and key files, and giving the journal another key. Nothing about rows."""
