"""What happened, kept line by line, and doing it again."""
