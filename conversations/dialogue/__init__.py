"""How a conversation runs: one event in, rows and messages out."""
