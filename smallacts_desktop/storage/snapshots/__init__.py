"""Copies of the whole journal: made, listed, looked into, read as data. Not the journal itself."""
