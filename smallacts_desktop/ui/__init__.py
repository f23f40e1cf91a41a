"""The window, in one folder for each feature. It imports no database; no modules lie here."""
