# Short names for what `python3 run.py` does; nothing needs make.

PYTHON ?= python3

.PHONY: run test check lock setup start

run:
	$(PYTHON) run.py

test:
	$(PYTHON) run.py test

check:
	$(PYTHON) run.py check

lock:
	$(PYTHON) run.py lock

setup:
	$(PYTHON) run.py setup

start:
	$(PYTHON) run.py start
