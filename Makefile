# Everything a newcomer needs: Python 3.11 or later and pip. `make help` says the rest.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$python"; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
PINS := requirements/dev.txt
LOCKED := --require-hashes --only-binary :all:
LOCK = $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-strip-extras \
  --custom-compile-command "make pins" pyproject.toml requirements/action.in
WORKERS ?= 2
ARGS ?=

##@ Every day
.PHONY: demo test quick check format docs
demo: $(VENV)/.run  ## Walk the whole way on an embedded GitHub, and render the roadmap again
	@$(BIN)/ucops demo --keep .demo
	@$(BIN)/python tools/roadmap.py .demo

test: $(VENV)/.dev  ## Run every test; branch coverage must be at least 95 %
	HYPOTHESIS_PROFILE=ci $(BIN)/pytest -n $(WORKERS) --dist worksteal --cov --cov-fail-under=95 $(ARGS)

quick: $(VENV)/.dev  ## Run the tests that take less than a few seconds each
	$(BIN)/pytest -n $(WORKERS) -m "not slow" $(ARGS)

format: $(VENV)/.dev  ## Repair what can be repaired of style and format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(VENV)/.dev  ## Write the generated documentation, JSON Schemas and template repository
	$(BIN)/python tools/docs.py

check: lint types workflows current test  ## Everything that a change must pass

##@ Parts of check
.PHONY: lint types workflows current
lint: $(VENV)/.dev  ## Check style, format and who may import whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo

types: $(VENV)/.dev  ## Check types, strictly
	$(BIN)/mypy

workflows: $(VENV)/.dev  ## Check the workflows: schema, mistakes, weaknesses
	tools/check-workflows $(BIN)

current: $(VENV)/.dev  ## Say whether generated documentation and committed roadmap are current
	$(BIN)/python tools/docs.py --check
	$(BIN)/python tools/roadmap.py --check

##@ Now and then
.PHONY: house bench texts chaos pins help
house: $(VENV)/.dev  ## Show the house's proportions: lines a room, what is large, what is single
	@$(BIN)/python tools/house.py $(ARGS)

bench: $(VENV)/.dev  ## Measure what the claims about speed rest on, for half an hour, and write docs/performance.md
	$(BIN)/python benchmarks/bench.py $(ARGS)
	$(BIN)/python tools/docs.py

texts: $(VENV)/.dev  ## Paste COUNT=5000 texts, from SEED= on, in six places each, and look at corrections
	@PYTHONPATH=. $(BIN)/python -m tests.marketer.texts $(or $(COUNT),5000) $(SEED)

chaos: $(VENV)/.dev  ## Let storms rage over sync for SECONDS=3600, from SEED= on, at most STORMS=
	@nice $(BIN)/python tests/chaos $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED)) \
	  $(if $(STORMS),--storms $(STORMS)) $(ARGS)

pins: $(VENV)/.dev  ## Move to the newest versions of everything, and lock them with their hashes
	$(LOCK) --output-file requirements/action.txt
	$(LOCK) --constraint requirements/action.txt --group dev --output-file requirements/dev.txt
	$(LOCK) --constraint requirements/action.txt --group release --output-file requirements/release.txt

help:  ## Show this page
	@awk 'BEGIN {FS = ":.*## "} \
	  /^##@/ {printf "\n%s\n", substr($$0, 5)} \
	  /^[a-z-]+:.*## / {sub(/:.*/, "", $$1); printf "  make %-15s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))
	@printf '\nmake test ARGS="tests/cli -k help" runs a part of the tests.\n'

# The environment: what ucops needs to run, then what its development needs. Everything comes from a
# lock file, with the hash of each file; what builds the package, too, and pip itself.
$(VENV)/.venv: requirements/action.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed; name it with PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version) …" >&2
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.venv pyproject.toml requirements/action.txt
	@echo "Installing ucops …" >&2
	@$(PIP) install $(LOCKED) --requirement requirements/action.txt
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run $(PINS)
	@echo "Installing what the tests and checks need …" >&2
	@$(PIP) install $(LOCKED) --requirement $(PINS)
	@touch $@
