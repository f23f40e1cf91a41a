"""The Acts page: every act to look through, mark, add and suggest."""
