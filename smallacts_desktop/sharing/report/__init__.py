"""The report for a support worker: model, words, web page and PDF. No Qt outside pdf_* modules."""
