"""Opening, locking, backing up and erasing a journal as a whole. What is in it: one folder up."""
