PYTHON ?= python3
BIN := .venv/bin

.PHONY: report test check bench docs pictures clean

report: .venv/ready
	$(BIN)/python render.py data -o output

test: .venv/ready-dev
	$(BIN)/python -m pytest -n auto

check: .venv/ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto

bench: .venv/ready-bench
	$(BIN)/python benchmarks/speed.py

docs: .venv/ready-dev
	$(BIN)/python docs/generate.py

# of docs/templates-excel.md; needs LibreOffice, pdftoppm and ImageMagick
pictures: .venv/ready-dev
	$(BIN)/python docs/examples.py
	$(BIN)/python docs/generate.py

clean:
	rm -rf .venv output build dist

# One environment; each stamp adds what its commands need, so `make report` installs no test tools.
.venv/python:
	$(PYTHON) -m venv .venv
	@touch $@

.venv/ready: pyproject.toml constraints.txt | .venv/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

.venv/ready-dev: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,cluster]'
	@touch $@

.venv/ready-bench: .venv/ready-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,cluster,bench]'
	@touch $@
