# make demo   set up, read the example desk, show a brief, write the site
# make test   set up, then formatting, lint, layers, strict types and every test
# make bench  print every figure of docs/measured.md afresh, with what others make of the same texts (needs ../shared)
# make docs   write the reference of all modules to docs/reference
# make lock   resolve the dependencies again and pin them with their hashes

VENV := .venv
BIN := $(VENV)/bin
PARTS := $(addprefix writethru., desk model errors read enrich link tell publish store run plugins settings cli terminal example)
SETUP := $(VENV)/.installed
TESTED := $(VENV)/.installed-dev
BENCHED := $(VENV)-bench/.installed

.PHONY: demo test lint types unit bench lock docs clean

demo: $(SETUP)
	@scripts/demo

test: lint types unit

lint: $(TESTED)
	$(BIN)/ruff format --check src tests bench
	$(BIN)/ruff check src tests bench
	$(BIN)/lint-imports

types: $(TESTED)
	$(BIN)/mypy

unit: $(TESTED)
	$(BIN)/python -m pytest -n 2 --dist loadfile

bench: $(BENCHED)
	$(VENV)-bench/bin/python -m bench

docs: $(TESTED)
	$(BIN)/python -m pdoc --output-directory docs/reference writethru $(PARTS) '!writethru.store.migrations'

$(SETUP): requirements/run.txt pyproject.toml
	scripts/setup $(VENV) requirements/run.txt
	touch $@

$(TESTED): requirements/dev.txt $(SETUP)
	scripts/setup $(VENV) requirements/dev.txt
	scripts/browser
	touch $@

$(BENCHED): requirements/bench.txt pyproject.toml
	scripts/setup $(VENV)-bench requirements/bench.txt
	touch $@

lock:
	scripts/lock $(VENV)

clean:
	rm -rf $(VENV) $(VENV)-bench build
