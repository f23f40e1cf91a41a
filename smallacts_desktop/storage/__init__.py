"""Rows to and from domain objects: peewee and SQLite are used here only. No use cases, no Qt."""
