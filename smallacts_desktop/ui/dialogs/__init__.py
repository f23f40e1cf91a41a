"""Small windows of their own: help, and work that takes a while."""
