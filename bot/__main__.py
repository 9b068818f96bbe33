"""`python -m bot`: the same as the command `attune`."""

from bot.cli import main

main()
