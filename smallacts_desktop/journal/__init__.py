"""The use cases of a journal, and news of what they changed. No SQL, no Qt, no words for people."""
