# The two commands a newcomer needs. Windows or uv: see the README.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
WORKERS ?= 2
PYTEST = $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

# What Python has compiled is kept, for the other worker, the programs that tests start and the next run.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run site test quick lint check clean

run: $(VENV)/.run
	$(BIN)/geodash serve . --port $(PORT)

# The collection as web pages, in build/site, on a server that knows nothing of geodash.
site: $(VENV)/.run
	$(BIN)/geodash publish . --to build/site --url http://localhost:$(PORT)/ --check
	$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory build/site

test: $(VENV)/.test
	@$(BIN)/python tests/set_up.py
	$(PYTEST) $(ARGS)

# What needs no browser, no LibreOffice and no programs of its own, and asks about code rather than the built geodata.
quick: $(VENV)/.test
	$(PYTEST) --ignore=tests/browser -m "not office and not apart and not data" $(ARGS)

check: $(VENV)/.run
	$(BIN)/geodash check . --fair

# Developers only: the JavaScript checks come from npm, and Node from a wheel where there is none.
lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tools/lint_js.py

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "geodash needs Python 3.11 or newer: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv is missing. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }

# Twice quiet: pip's warnings are for those who run pip themselves, its errors are for all.
INSTALL = $(BIN)/pip install -qq --disable-pip-version-check -e

$(VENV)/.run: pyproject.toml | $(VENV)/bin/pip
	@echo "Setting up $(VENV) for geodash (once, about a minute) …"
	@$(INSTALL) .
	@touch $@

$(VENV)/.test: pyproject.toml | $(VENV)/bin/pip
	@echo "Setting up $(VENV) for the tests (once, a minute or two) …"
	@$(INSTALL) '.[test]'
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) .pytest_cache .hypothesis .ruff_cache .mypy_cache
