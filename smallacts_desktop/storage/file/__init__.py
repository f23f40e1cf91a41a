"""The journal's file: driver, schema, checks, locks and replacement. No rows and no keys."""
