"""The form an entry is written in, on whichever page: its questions, mood, time and autosave."""
