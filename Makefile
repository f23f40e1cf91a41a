# Everything is set up on the first use of a target: a virtual environment in .venv and, on Linux, the system
# packages that Qt needs. Works with GNU make 3.81 (macOS) and later.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
# What is installed there, each for the targets that need it: the program, what tests it, what checks it, what packs it.
READY := $(VENV)/.ready
TESTER := $(VENV)/.tester
CHECKER := $(VENV)/.checker
PACKAGER := $(VENV)/.packager
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
# pip 25.1 brought --group.
GROUP := $(PIP) 'pip>=25.1,<27' && $(PIP) --group
# More words for the program or for pytest:  make run ARGS=--demo   make test ARGS='-k heatmap'
ARGS ?=

SYSTEM := PYTHON='$(PYTHON)' packaging/linux/system-packages.sh
SCREEN := $(strip $(DISPLAY) $(WAYLAND_DISPLAY) $(filter Darwin,$(shell uname -s)))
# Only a machine without the environment needs what builds one, and has its Python looked at.
NO_VENV := $(if $(wildcard $(PY)),,yes)
VENV_LIST := $(if $(NO_VENV),venv)

.DEFAULT_GOAL := help
# The steps of one target wait for each other even under make -j: packages first, then the environment.
.NOTPARALLEL:
.PHONY: help run test torture bench check format clean system-check system-run system-test python-version

help:
	@echo "make run      open Small Acts (without a screen: play its tour, pictures in build/tour)"
	@echo "make test     run every test"
	@echo "make torture  the long tests: every file call fails, hundreds of power cuts (some hours)"
	@echo "make bench    how fast it is, beside the least anybody would need (at most ten minutes); ARGS=start for one part"
	@echo "make check    formatter, linter, type checker, and a look for what nothing uses; changes nothing"
	@echo "make format   tidy the code"
	@echo "make deb      build the package for Debian and Ubuntu; also: make rpm, make tarball"
	@echo "make deb-check  install it in a fresh Debian and use it there, pictures in build/deb-check"
	@echo "make windows        the Windows installer, in dist"
	@echo "make windows-check  install, use and remove it under Wine (pictures in build/windows-check)"
	@echo "make clean    remove what make has made, and start afresh next time"

run: system-run $(READY)
ifneq ($(SCREEN),)
	@$(PY) -m smallacts_desktop $(ARGS)
else
	@echo "There is no screen here, so the tour plays on a virtual one."
	@packaging/linux/virtual-screen.sh $(PY) -m smallacts_desktop tour --output build/tour
	@echo "Its pictures and its CSV are in build/tour."
endif

# A file system in memory with 4 GB free, where there is one: a journal is synced to the disk at every word, and the
# tests would spend a third of their time waiting for that.
IN_MEMORY := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$1 == "tmpfs" && $$4 > 4000000 { print $$6 }')

# What Python has compiled is kept, whatever the shell says: each of the workers compiles every test otherwise, and
# each process that a test starts compiles the program.
# Tests marked with one xdist_group (those that need a screen to themselves) share a worker. That one mostly waits, so
# there are three for two cores.
test: system-test $(TESTER)
	@$(if $(IN_MEMORY),PYTEST_DEBUG_TEMPROOT=$(IN_MEMORY) )PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n 3 --dist loadgroup -m 'not torture' $(ARGS)

torture: system-test $(TESTER)
	@$(PY) -m pytest -n 2 -m torture $(ARGS)

# Python keeps what it compiled, as it does for a person.
bench: system-test $(READY)
	@env -u PYTHONDONTWRITEBYTECODE $(PY) -m tests.bench $(ARGS)

check: system-check $(CHECKER)
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(PY) -m vulture

format: system-check $(CHECKER)
	@$(PY) -m ruff check --fix-only --quiet .
	@$(PY) -m ruff format .

deb rpm tarball: system-package $(PACKAGER)
	@$(PY) packaging/linux/build.py $@
	@packaging/linux/look-over.sh $@

deb-check: system-root $(READY)
	@packaging/linux/deb-check.sh

clean:
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find smallacts_desktop tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

system-check: $(if $(NO_VENV),python-version)
	@$(if $(VENV_LIST),$(SYSTEM) $(VENV_LIST))

system-run: $(if $(NO_VENV),python-version)
	@$(SYSTEM) $(VENV_LIST) window $(if $(SCREEN),,screen)

system-test: $(if $(NO_VENV),python-version)
	@$(SYSTEM) $(VENV_LIST) window screen driver

system-package: $(if $(NO_VENV),python-version)
	@$(SYSTEM) $(VENV_LIST) window package

system-root: $(if $(NO_VENV),python-version)
	@$(SYSTEM) $(VENV_LIST) window screen root

python-version:
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Small Acts needs Python 3.11 or later. Name one like this: make PYTHON=python3.12 run" >&2; exit 1; }

# Python 3.11 brings setuptools along, which nothing here uses.
$(PY):
	@echo "Making a virtual environment in $(VENV)"
	@'$(PYTHON)' -m venv --clear $(VENV)
	@$(PY) -m pip uninstall --quiet --yes setuptools 2>/dev/null

# A stamp is written last, so that a broken download is tried again.
$(READY): pyproject.toml $(PY)
	@echo "Installing Python packages (the first time this takes a minute or two)"
	@$(PIP) --editable .
	@touch $@

$(TESTER): $(READY)
	@echo "Installing what tests it"
	@$(GROUP) test
	@touch $@

# The type checker reads the tests too, and so wants what they import.
$(CHECKER): $(TESTER)
	@echo "Installing what checks it"
	@$(GROUP) check
	@touch $@

$(PACKAGER): $(READY)
	@echo "Installing what builds packages"
	@$(GROUP) package
	@touch $@

# Windows, from Linux. What these need of the system is installed by them alone.
.PHONY: windows windows-check system-windows

windows: system-windows $(PACKAGER)
	@$(PY) packaging/windows/build_installer.py $(ARGS)

windows-check: system-windows $(PACKAGER)
	@packaging/linux/virtual-screen.sh $(PY) packaging/windows/check.py $(ARGS)

system-windows: $(if $(NO_VENV),python-version)
	@$(SYSTEM) $(VENV_LIST) window screen windows
