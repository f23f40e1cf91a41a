"""Widgets and helpers that know no feature of the program and nothing of the journal."""
