# `make` builds and writes the sample; `make test` proves everything. Each installs what it needs, once.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
NODE := node_modules/.installed

# What only the tests use, from Debian: the page renderers, Ace's browser, veraPDF's XML binding, a CJK font.
DEBIAN := libreoffice-writer libreoffice-math chromium poppler-utils libjaxb-java libjaxb-api-java fonts-noto-cjk

# The longest tests are spread over the processors; the validators start once, so they stay in one process.
PARALLEL := -n auto --dist worksteal
QUICK := -m "not conformance and not slow"

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PUPPETEER_SKIP_DOWNLOAD := 1

.DELETE_ON_ERROR:
.PHONY: all test lint fast slow conformance pictures lock debian long clean

all: $(INSTALLED)
	$(BIN)/docexport all -o dist

test: lint
	$(MAKE) fast
	$(MAKE) slow
	$(MAKE) conformance

lint: $(INSTALLED_DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

fast: $(INSTALLED_DEV) $(NODE)
	$(BIN)/pytest $(PARALLEL) $(QUICK)

slow: $(INSTALLED_DEV) $(NODE)
	$(BIN)/pytest $(PARALLEL) -m slow

conformance: $(INSTALLED_DEV) $(NODE) debian
	$(BIN)/pytest -m conformance

# A whole book against veraPDF in both modes, and with a long table through LibreOffice: it takes half an hour.
long: $(INSTALLED_DEV) debian
	$(BIN)/pytest tests/conformance/long_book.py tests/conformance/long_report.py

$(INSTALLED): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet --editable .
	touch $@

$(INSTALLED_DEV): $(INSTALLED)
	$(BIN)/pip install --quiet --group dev
	touch $@

# No package here needs its install script: Chromium comes from Debian, the Open XML SDK inside its package.
$(NODE): package-lock.json | debian
	npm ci --ignore-scripts --no-audit --no-fund
	touch $@

# The pictures of the docs, as LibreOffice and Chromium show the files.
pictures: $(INSTALLED_DEV) debian
	$(BIN)/python docs/pictures/draw.py

# The addresses of packages are left out of the lock file: they are those of whoever made it.
lock:
	npm install --package-lock-only --ignore-scripts
	sed -i '/^ *"resolved": /d' package-lock.json

# Asks dpkg each time, which is quick; a machine without apt has to bring these programs itself.
debian:
	@missing=""; \
	command -v apt-get >/dev/null || exit 0; \
	for package in $(DEBIAN); do dpkg -s $$package >/dev/null 2>&1 || missing="$$missing $$package"; done; \
	command -v javac >/dev/null || missing="$$missing default-jdk-headless"; \
	command -v npm >/dev/null || missing="$$missing nodejs npm"; \
	[ -z "$$missing" ] && exit 0; \
	[ "$$(id -u)" = 0 ] || { echo "make test needs: sudo apt-get install --no-install-recommends$$missing" >&2; exit 1; }; \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing

clean:
	rm -rf $(VENV) node_modules build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find dist -mindepth 1 ! -name .gitkeep -delete
