"""The page of week sheets and pocket cards, and of typing them in. Drawing: ``sharing/paper``."""
