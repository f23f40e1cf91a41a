"""The Today page: the daily card and what stands beside it. Not the entry form."""
