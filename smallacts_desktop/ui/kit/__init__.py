"""Widgets and helpers that several features use. Nothing of the journal or of one feature."""
