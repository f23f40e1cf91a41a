"""The Acts page: the list of acts, its search, own acts and suggestions. Not the daily card."""
