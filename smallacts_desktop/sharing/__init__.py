"""What leaves the computer, and what comes back: files the person asked for, never a network."""
