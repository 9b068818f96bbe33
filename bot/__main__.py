"""`python -m bot`: the same as the command `attune`."""

import sys

from bot.cli import main

sys.exit(main())
