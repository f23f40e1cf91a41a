"""The Settings page and its cards. What a button there starts is in its own feature."""
