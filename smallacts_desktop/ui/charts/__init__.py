"""Charts drawn as lines and words on any ground: a window, paper, a picture."""
