"""Files that leave the computer or come back, on request only. No journal, and never a network."""
