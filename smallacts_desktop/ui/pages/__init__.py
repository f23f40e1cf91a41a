"""The pages of the window. They never import each other: the main window wires them."""
