"""Small Acts: a private journal of small acts of connection."""

__version__ = "0.3.0"
