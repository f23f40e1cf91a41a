"""The CSV file: cells, rows, and the plan of an import. No Qt and no database."""
