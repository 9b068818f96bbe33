"""What a bot may call: each method of the Bot API, with what it reads and refuses."""
