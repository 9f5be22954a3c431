# `make demo` and `make test` need nothing but Python 3.11 or newer, git and make.
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUT := out/demo
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
export PYTHONUTF8 = 1

.PHONY: help demo test setup lint format types contracts docs golden coverage bench bench-peers lock lock-peers clean

help:
	@echo "make demo       score the fixture nation and show the head of its ranking"
	@echo "make test       run the tests"
	@echo "make lint       style, types and import contracts"
	@echo "make coverage   run the tests and show the branches they miss"
	@echo "make docs       write the generated tables of the reference and the JSON Schemas"
	@echo "make golden     write the golden folders, for a change of bytes that is meant"
	@echo "make bench      run the benchmarks"
	@echo "make bench-peers  the methods beside those of other packages, in an environment of their own"
	@echo "make format     bring the code into the house style"
	@echo "make lock       choose the versions of requirements.lock anew"
	@echo "make clean      remove the environment and everything made"

demo: $(READY)
	@if [ -e $(OUT) ] && [ ! -f $(OUT)/manifest.json ]; then \
	  echo "make: $(OUT) is no run of scoring; move it away first" >&2; exit 1; fi
	@rm -rf $(OUT)
	@mkdir -p $(dir $(OUT))
	@$(BIN)/scoring run fixtures/nation/2024 --out $(OUT)

test: $(READY)
	$(BIN)/python -m pytest -n auto $(ARGS)

setup: $(READY)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MAKE) --no-print-directory types contracts

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

coverage: $(READY)
	$(BIN)/python -m pytest -n auto --cov --cov-report=term $(ARGS)

docs: $(READY)
	$(BIN)/python tests/docs/write_reference.py
	$(BIN)/python -m scoring.codec.schema docs/schema

golden: $(READY)
	SCORING_GOLDEN_WRITE=1 $(BIN)/python -m pytest tests/golden

bench: $(READY)
	$(BIN)/python -m pytest -p no:randomly -p no:xdist benchmarks $(ARGS)

PEERS := benchmarks/peers
bench-peers: $(READY) $(PEERS)/.venv/.ready
	$(BIN)/python -m pytest -p no:randomly -p no:xdist $(PEERS)/side_by_side.py $(ARGS)

$(PEERS)/.venv/.ready: $(PEERS)/requirements.txt
	@rm -rf $(PEERS)/.venv
	@$(PY) -m venv $(PEERS)/.venv
	@$(PEERS)/.venv/bin/python -m pip --disable-pip-version-check -qq install --require-hashes --only-binary :all: \
	  --requirement $(PEERS)/requirements.txt
	@touch $@

# The lock holds names, versions and hashes, the same versions for every Python, and no address.
lock: $(READY)
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-strip-extras --universal --upgrade \
	  --python-version 3.11 --fork-strategy fewest --extra dev pyproject.toml --output-file requirements.lock

# The packages to compare with are chosen by hand in requirements.in.
lock-peers: $(READY)
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-strip-extras --universal \
	  --python-version 3.11 --fork-strategy fewest $(PEERS)/requirements.in --output-file $(PEERS)/requirements.txt

clean:
	rm -rf $(VENV) $(PEERS)/.venv $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .coverage htmlcov

# Set up once, and again when the versions or the project's metadata change.
$(READY): requirements.lock pyproject.toml
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "make: $(PY) is $$($(PY) --version 2>&1), and Python 3.11 or newer is needed: make PY=python3.11" >&2; exit 1; }
	@if [ -e $(VENV) ] && [ "$$($(BIN)/python --version 2>&1)" != "$$($(PY) --version 2>&1)" ]; then \
	  echo "make: $(VENV) is of another Python and is made anew"; rm -rf $(VENV); fi
	@echo "make: setting up $(VENV) with $$($(PY) --version), a minute or two"
	@$(PY) -m venv $(VENV)
	@$(PIP) install --require-hashes --only-binary :all: --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
