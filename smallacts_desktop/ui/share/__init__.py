"""The Share page: what leaves this computer, and what left before. Reading files: csv_import."""
