"""Item models: what the journal holds, as Qt's views want to read it."""
