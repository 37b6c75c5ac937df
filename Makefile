# make run    start the portal on this computer        make test   every test, on both databases
# make reset  throw the demo away and build it again   make lint   style, types, templates
# make bench  measure the five flows                   make lock   make vendor   for maintainers

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run reset test lint bench lock vendor needs test-sqlite test-postgres test-browser

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
PORT ?= 8000
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed-run
TEST_STAMP := $(VENV)/.installed-test
PYTEST := $(BIN)/python -m pytest -q -n $(JOBS)

help:
	@sed -n 's/^# //p' Makefile

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python is missing: install Python 3.11 or newer." >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; set PYTHON to it." >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) 2>/dev/null || { \
	  rm -rf $(VENV); \
	  "$(PYTHON)" -m venv --without-pip $(VENV) \
	    && "$(PYTHON)" -m pip --python $(BIN)/python install --quiet pip; \
	} || { rm -rf $(VENV); echo "Python cannot make an environment (Debian: apt-get install python3-venv)." >&2; exit 1; }

$(RUN_STAMP): requirements.lock requirements-uv.lock | $(BIN)/python
	@echo "Installing packages…"
	@$(BIN)/python scripts/install.py requirements.lock
	@touch $@

$(TEST_STAMP): requirements-dev.lock requirements-uv.lock | $(BIN)/python
	@echo "Installing packages for tests…"
	@$(BIN)/python scripts/install.py requirements-dev.lock
	@touch $@ $(RUN_STAMP)

run: $(RUN_STAMP)
	@exec $(BIN)/python -m scripts.run --port $(PORT)

reset: $(RUN_STAMP)
	@$(BIN)/python -m scripts.run --reset

needs:
	@bash scripts/needs.sh postgresql chromium

test: $(TEST_STAMP) needs
	@$(MAKE) --no-print-directory test-sqlite
	@$(MAKE) --no-print-directory test-postgres
	@$(MAKE) --no-print-directory test-browser
	@echo "All tests passed: SQLite, PostgreSQL and Chromium."

test-sqlite: $(TEST_STAMP)
	@echo "== Tests on SQLite"
	@env -u DATABASE_URL $(PYTEST)

test-postgres: $(TEST_STAMP)
	@echo "== Tests on PostgreSQL"
	@$(BIN)/python scripts/postgres.py $(PYTEST)

test-browser: $(TEST_STAMP)
	@echo "== Tests in Chromium"
	@$(BIN)/python scripts/postgres.py $(BIN)/python -m pytest -q tests/browser

lint: $(TEST_STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --lint --quiet templates
	@$(BIN)/python scripts/check_types.py

bench: $(TEST_STAMP)
	@bash scripts/needs.sh postgresql
	@$(BIN)/python scripts/postgres.py --durable $(BIN)/python -m benchmarks

lock: $(TEST_STAMP)
	@for name in requirements-uv requirements requirements-dev; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url $(LOCK_FLAGS) $$name.in -o $$name.lock; \
	done

vendor: $(RUN_STAMP)
	@$(BIN)/python scripts/vendor.py
