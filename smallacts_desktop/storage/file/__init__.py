"""The journal's file: driver, schema, checks, locks, and its replacement. No rows, no keys."""
