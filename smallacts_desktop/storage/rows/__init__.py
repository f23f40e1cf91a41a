"""What the tables hold: one module for each kind of row, with its checksum. Nothing about files."""
