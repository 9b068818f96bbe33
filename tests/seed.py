"""The number from which every random test is made; `ATTUNE_SEED` makes the same again.

Where CI is set it is always the same one, as with hypothesis: a change is judged by what it changes. Everywhere else
each run looks somewhere new, and `python3 run.py faults` looks longest.
"""

import os
from random import SystemRandom

IN_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")
SEED = int(os.environ.get("ATTUNE_SEED", "0")) or (20261120 if IN_CI else SystemRandom().randrange(1, 10**6))
