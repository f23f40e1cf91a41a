"""The page of familiar faces."""
