"""Passphrase, lock page, backups, rescue and erasing, as the person meets them."""
