# Each target makes .venv from the hashed lock when it is needed; without make, the README gives the bare commands.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.PHONY: help book test test-web portable mutants chapters bench verify stubs fit serve lint lock clean

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | expand -t 12

.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; try make PYTHON=python3.12")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

book: .venv/ready ## execute every chapter and build the HTML book, warnings as errors
	rm -rf _build
	$(BIN)/jupyter-book build . -W -n --keep-going --quiet
	@echo "The book is built: open _build/html/index.html, or run make serve."

# JAX and other array libraries, which only tests and benchmarks need.
.venv/arrays: requirements-arrays.txt .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-arrays.txt
	@touch $@

test: lint .venv/arrays ## everything that must hold: lint, types, unit tests, doctests, every chapter's outputs
	$(BIN)/python -m pytest -n $(JOBS) --dist loadscope

test-web: .venv/ready ## every page that make book built, in a real browser
	REQUIRED="$(REQUIRED) chromium" $(BIN)/python -m pytest tests/web/check_pages.py

portable: .venv/ready ## every stored output again: other vectors, Pythons and hash seeds, in another order, under load
	$(BIN)/python -m tests.portable

# cosmic-ray, which only this needs.
.venv/mutants: requirements-mutants.txt .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-mutants.txt
	@touch $@

mutants: .venv/mutants ## small slips in the machine's source, one by one, which tests must notice: all, or SAMPLE=40
	$(BIN)/python -m benchmarks.mutants $(if $(SAMPLE),--sample $(SAMPLE),--keep)

lint: .venv/ready ## style, types, and that imports point down
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo

chapters: .venv/ready ## run every chapter and store its outputs
	$(BIN)/python chapters/refresh.py

bench: .venv/arrays ## measure what is claimed about cost, as ratios
	$(BIN)/python -m benchmarks.derivation
	$(BIN)/python -m benchmarks.speed

verify: .venv/ready ## every formula by seven witnesses, and the witnesses by some thousands of wrong formulas
	$(BIN)/python -m scaling_sym verify --mutants --json scaling_sym/data/ledger.json

stubs: .venv/ready ## tell editors and type checkers of every formula
	$(BIN)/python -m derivable.stubs scaling_sym.book:BOOK scaling_sym/catalog.pyi

fit: .venv/ready ## refit the data a thousand times and store what the constants are worth
	$(BIN)/python -m data.refit

serve: ## serve the built book on localhost
	@test -f _build/html/index.html || { echo "There is no book yet: run make book first." >&2; exit 1; }
	$(PYTHON) -m http.server --bind localhost --directory _build/html 8000

lock: ## compile requirements.txt from pyproject.toml (needs uv)
	$(COMPILE) --extra book --extra test -o requirements.txt pyproject.toml
	$(COMPILE) --extra arrays -c requirements.txt -o requirements-arrays.txt pyproject.toml
	$(COMPILE) --extra mutants -c requirements.txt -o requirements-mutants.txt pyproject.toml

clean: ## remove what was built
	rm -rf _build .venv .portable .mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis
