"""The Share page: what leaves this computer, and what left before. Reading files: bring_back."""
