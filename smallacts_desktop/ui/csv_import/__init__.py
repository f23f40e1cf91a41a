"""The page that reads entries from a CSV file. Backups are restored in ``ui/security``."""
