"""Copies of the whole journal: made, listed, inspected, read as data. Not the journal itself."""
