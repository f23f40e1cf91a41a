"""The Share page: what leaves this computer, shown before it does, and what left before."""
