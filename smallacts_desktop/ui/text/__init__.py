"""Words about things, in the language of the window. No widgets."""
