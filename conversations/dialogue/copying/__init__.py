"""Makes the two files of a copy: one to read, one for other programs."""
