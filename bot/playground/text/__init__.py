"""How Telegram reads a text: entities, marks, addresses, and what it takes out."""
