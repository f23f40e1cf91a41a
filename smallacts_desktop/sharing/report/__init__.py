"""The report for a support worker: its model, its words, as a web page and as PDF pages."""
