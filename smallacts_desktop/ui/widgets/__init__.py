"""The pieces that the pages are made of; none of them knows the journal."""
