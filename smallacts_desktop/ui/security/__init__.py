"""Passphrase, lock page, backups, rescue and erasing, as the person sees them. No settings."""
