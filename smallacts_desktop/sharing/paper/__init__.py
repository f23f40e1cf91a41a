"""Pages to print: week sheet, pocket cards, recovery page, and what draws them. No report."""
