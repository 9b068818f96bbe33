"""Japanese: how a hot draft is read, and how it is said by Japanese norms."""
