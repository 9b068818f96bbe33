"""The English half of the rewording engine: what it recognises and how it speaks."""
