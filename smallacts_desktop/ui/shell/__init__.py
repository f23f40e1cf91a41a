"""The window around the pages, its tray and its start; it alone sees every feature. No page."""
