"""What opens, locks, keeps and erases a journal as a whole. What is in it: one folder up."""
