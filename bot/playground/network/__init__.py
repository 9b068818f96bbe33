"""What there is: people, bots, chats and messages, and how updates reach a bot."""
