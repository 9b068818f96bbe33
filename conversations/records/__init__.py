"""What is remembered: one noun per file, its table and every guarded change to it."""
