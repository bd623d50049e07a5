# Each target does all its own set-up; only Python >= 3.11 and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BENCH ?= ../shared/bench
PEERS := .venv-peers

.PHONY: demo test check bench bench-floors bench-write bench-archive bench-crawl bench-dedupe fit fuzz clean

demo: $(VENV)/base
	$(BIN)/scrapy crawl demo

test: $(VENV)/dev
	$(BIN)/pytest -n auto --dist loadfile

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The floors first, then the tables of docs/benchmarks.md; bench-write puts those into the page, bench-crawl's too.
bench: bench-floors $(VENV)/fit $(PEERS)/ready bench-dedupe
	$(BIN)/python -m tests.bench.report --bench $(BENCH) --peers $(PEERS)/bin/python

bench-floors: $(VENV)/dev
	$(BIN)/python $(BENCH)/run.py --floors tests/floors.json

bench-write: WRITE := --write docs/benchmarks.md
bench-write: $(VENV)/fit $(PEERS)/ready bench-crawl bench-dedupe
	$(BIN)/python -m tests.bench.report --bench $(BENCH) --peers $(PEERS)/bin/python $(WRITE)

# Whole crawls of a made-up site of 3,000 articles.
bench-crawl: $(VENV)/dev $(PEERS)/crawl
	$(BIN)/python -m tests.bench.crawl --peers $(PEERS)/bin/python $(WRITE)

# Copies among 10,000 to 100,000 made-up texts.
bench-dedupe: $(VENV)/dev $(PEERS)/dedupe
	$(BIN)/python -m tests.bench.dedupe --peers $(PEERS)/bin/python $(WRITE)

# What a line of an archive costs, into the page on archives.
bench-archive: $(VENV)/dev
	$(BIN)/python -m tests.bench.archive --write docs/archive.md

fit: $(VENV)/fit
	$(BIN)/python -m newsspider.regions.fit $(BENCH)/body

# 10,000 spoiled pages; one of them again: tests/fuzz/run.py --seed N --count 1
fuzz: $(VENV)/dev
	$(BIN)/python tests/fuzz/run.py --count 10000

clean:
	rm -rf $(VENV) $(PEERS) .bench build *.egg-info .mypy_cache .ruff_cache .pytest_cache

$(VENV)/base: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("newsspider needs Python 3.11 or newer; try: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/dev: $(VENV)/base
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

$(VENV)/fit: $(VENV)/dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[fit]'
	touch $@

# The tools to compare with, in an environment of their own; the list is complete, so nothing is resolved.
$(PEERS)/ready: tests/bench/peers.txt
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r tests/bench/peers.txt
	touch $@

$(PEERS)/crawl: $(PEERS)/ready tests/bench/crawl-peers.txt
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r tests/bench/crawl-peers.txt
	touch $@

$(PEERS)/dedupe: $(PEERS)/ready tests/bench/dedupe-peers.txt
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r tests/bench/dedupe-peers.txt
	touch $@
