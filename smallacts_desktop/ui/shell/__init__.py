"""The window around the pages, and its life on the desktop; it alone sees every feature."""
