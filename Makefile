# Luoshi: `make demo` and `make test` are all that a new machine needs. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

BIN := .venv/bin
RUN := $(BIN)/python -m
FILE ?=
PORT := 8000
UPGRADE ?=
PATHS := src tests bench docs/conf.py scripts/refresh-readme
OUTSIDE := <(script|link|img|iframe)[^>]+(src|href)="(https?:)?//
COMPILE = $(or $(wildcard $(BIN)/uv),uv) pip compile -q pyproject.toml --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url --extra web $(UPGRADE)

.PHONY: help demo test check bench docs readme lock clean

help: ## list these targets
	@awk -F ' ## ' '/^[a-z]+:.* ## /{split($$1, name, ":"); printf "  make %-7s %s\n", name[1], $$2}' $(MAKEFILE_LIST)

demo: .venv/.run ## serve the desk with invented data (PORT=8000); FILE="a.txt b.docx": read yours into a board instead
	@$(BIN)/luoshi demo $(or $(FILE),--port $(PORT))

test: .venv/.test ## install what the tests need, say what, and run every test
	@scripts/test-needs
	@$(RUN) pytest

check: .venv/.test ## lint, format, types and the laws of the house (under a minute)
	@$(BIN)/ruff check $(PATHS)
	@$(BIN)/ruff format --check $(PATHS)
	@$(BIN)/mypy $(filter-out docs/%,$(PATHS))
	@$(RUN) pytest tests/test_house.py

bench: .venv/.dev ## measure the reading speed beside its peers; results in bench/results
	@$(BIN)/python -m bench.read_speed

docs: .venv/.dev ## build the documentation into docs/_build/html; a warning is an error
	@$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html
	@! grep -rlE --include='*.html' '$(OUTSIDE)' docs/_build/html || { echo "docs: these pages ask the outside for something"; exit 1; }
	@echo "docs/_build/html/index.html"

readme: .venv/.run ## put what the demo prints now into both READMEs
	@$(BIN)/python scripts/refresh-readme

lock: .venv/.test ## compile requirements/*.lock again (UPGRADE=--upgrade takes newer versions)
	@$(COMPILE) -o requirements/run.lock
	@$(COMPILE) -c requirements/run.lock --group dev -o requirements/test.lock
	@$(COMPILE) -c requirements/run.lock -c requirements/test.lock --group dev --group docs --group bench --group fuzz -o requirements/dev.lock

clean: ## remove the environment, the caches and what was built
	@rm -rf .venv build dist out docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.%: requirements/%.lock pyproject.toml scripts/install
	@scripts/install $<
	@touch $@
