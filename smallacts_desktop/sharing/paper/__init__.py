"""Pages to print: week sheet, pocket cards, recovery page, and the canvas for them. No report."""
