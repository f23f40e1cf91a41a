"""The one door to a person's journal: its use cases, and news of what they changed."""
