"""The journal file: rows to and from domain objects. peewee and SQLite are known here alone."""
