# Everything a person or CI does with the checkout. All set-up happens here, once per lock file.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
CHROMIUM := /usr/bin/chromium

# A stamp carries the hash of what it stands for: a changed lock is installed, an old one is not.
RUN_LOCK := $(shell cat requirements.lock pyproject.toml | sha256sum | cut -c1-16)
TEST_LOCK := $(shell cat requirements-test.lock pyproject.toml | sha256sum | cut -c1-16)
RUN_STAMP := $(VENV)/.installed-run-$(RUN_LOCK)
TEST_STAMP := $(VENV)/.installed-test-$(TEST_LOCK)
FONTS_STAMP := .fonts/.checked-$(shell sha256sum lian/fonts.py | cut -c1-16)

PYTEST_WORKERS ?= $(shell $(PYTHON) -c 'import os; print(max(2, min(4, os.cpu_count() or 2)))')
PYTEST_ARGS ?=
PICTURES := chat-first chat-question chat-large chat-review chat-returned chat-filed complaint \
	console-queue console-returning

# Python keeps what it has compiled, unless PYTHONDONTWRITEBYTECODE forbids it, as images often do:
# then each start would compile everything anew. Importing once without it keeps all that is needed.
COMPILED := PYTHONDONTWRITEBYTECODE= $(BIN)/python -c "import lian.process"

COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --quiet

.DEFAULT_GOAL := help
.PHONY: help install run rasa test test-rasa check bench lock format pictures

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

install: $(RUN_STAMP) $(FONTS_STAMP)  ## set up what running needs, and no more
	@$(COMPILED)

run: $(RUN_STAMP) $(FONTS_STAMP)  ## start everything on this machine: http://127.0.0.1:8000
	@exec $(BIN)/lian serve

rasa: $(RUN_STAMP)  ## train Rasa and start it on this machine, for LIAN_NLU=rasa make run (Python 3.10)
	@exec $(BIN)/lian rasa

test: $(TEST_STAMP) $(FONTS_STAMP) $(CHROMIUM)  ## run the whole suite (PYTEST_ARGS="-k …" for a part)
	$(BIN)/python -m pytest -n $(PYTEST_WORKERS) --dist worksteal $(PYTEST_ARGS)

test-rasa: $(TEST_STAMP) $(FONTS_STAMP)  ## train and run the real Rasa, and talk through it
	@$(BIN)/lian rasa --no-server
	$(BIN)/python -m pytest -m rasa $(PYTEST_ARGS)

check: $(TEST_STAMP)  ## everything that needs no running: style, types, imports, interviews
	@failed=0; \
	for step in "ruff check ." "ruff format --check ." "mypy" "lint-imports" "lian check"; do \
		[ "$$step" != "lian check" ] || [ -f lian/check.py ] || continue; \
		echo "$$step"; $(BIN)/$$step || failed=1; \
	done; exit $$failed

bench: $(TEST_STAMP) $(FONTS_STAMP)  ## measure this machine
	@$(COMPILED)
	@exec $(BIN)/lian bench

pictures: $(TEST_STAMP) $(FONTS_STAMP) $(CHROMIUM)  ## take the pictures of the README anew, from a whole case
	TEST_PICTURES=$(CURDIR)/.pictures $(BIN)/python -m pytest -q tests/browser/test_whole_case.py
	for name in $(PICTURES); do cp .pictures/$$name.png docs/pictures/; done

format: $(TEST_STAMP)  ## put the code in the house's form
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format .

lock: $(TEST_STAMP)  ## compile requirements*.in into locks; the newest versions that fit
	$(COMPILE) --upgrade requirements.in -o requirements.lock
	$(COMPILE) --upgrade requirements-test.in -o requirements-test.lock
	$(subst 3.11,3.10,$(COMPILE)) --upgrade requirements-rasa.in -o requirements-rasa.lock

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "Python 3.11, 3.12 or 3.13 is needed; name one with: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) >/dev/null || \
		{ rm -rf $(VENV); echo "Python cannot make a virtual environment; this mends it: apt-get install python3-venv" >&2; exit 1; }

$(RUN_STAMP): | $(BIN)/python
	@echo "installing what running needs (about a minute, once)"
	@$(PIP) install -qq --require-hashes --no-deps -r requirements.lock
	@$(PIP) install -qq --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/.installed-run-*; touch $@

$(TEST_STAMP): | $(BIN)/python
	@echo "installing what running and testing need (about a minute, once)"
	@$(PIP) install -qq --require-hashes --no-deps -r requirements-test.lock
	@$(PIP) install -qq --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/.installed-*; touch $(RUN_STAMP) $@

$(FONTS_STAMP): | $(BIN)/python
	@$(BIN)/python -m lian.fonts
	@rm -f .fonts/.checked-*; touch $@

$(CHROMIUM):
	@[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null || \
		{ echo "The browser tests need Chromium; this brings it: sudo apt-get install chromium" >&2; exit 1; }
	@echo "installing Debian's chromium for the browser tests (once)"
	@apt-get update -qq >/dev/null && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
