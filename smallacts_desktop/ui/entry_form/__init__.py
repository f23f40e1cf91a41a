"""The form an entry is written in: questions, mood, time, autosave. Not the pages that show it."""
