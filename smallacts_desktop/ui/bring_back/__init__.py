"""The page that brings entries back from a CSV file. Backups come back in ui/security."""
