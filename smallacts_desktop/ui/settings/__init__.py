"""The Settings page, a card to a module. What a button there starts is in its own feature."""
