"""The window. It knows the journal's use cases and the domain's words; it knows no database."""
