# One command each: `make report`, `make test`, `make lab`. Safe to run again; set-up is skipped when nothing changed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

# What the report is made of; folders of articles may have spaces in their names, so they are no prerequisites.
REPORTED := notebooks seeds corpus_tools $(VENV)/report.done
UNREPORTED := -not -path '*/__pycache__/*' -not -path '*/.ipynb_checkpoints/*'

.PHONY: report test lint lab constraints clean

report: $(VENV)/report.done
	@if [ -f site/index.html ] && [ -z "$$(find $(REPORTED) -type f -newer site/index.html $(UNREPORTED) -print -quit)" ]; \
	then echo "site/index.html is up to date"; \
	else $(BIN)/corpus-tools report seeds --out site --language ar; fi

# Compiled modules are kept, whatever the environment says: the tests start some thirty kernels and commands.
test: $(VENV)/test.done
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest

lint: $(VENV)/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lab: $(VENV)/report.done
	$(BIN)/jupyter lab notebooks

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/report.done: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) -e .
	touch $@

$(VENV)/test.done: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) -e ".[test]"
	touch $@ $(VENV)/report.done

$(VENV)/dev.done: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) -e ".[dev]"
	touch $@ $(VENV)/test.done $(VENV)/report.done

# Pins for every dependency and extra: names and versions only, no addresses, no platform markers.
constraints: $(VENV)/dev.done
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --fork-strategy fewest --python-version 3.11 \
	  --no-annotate --no-header --quiet | sed 's/ *;.*//' | sort > constraints.new
	mv constraints.new constraints.txt

clean:
	rm -rf $(VENV) site build *.egg-info
