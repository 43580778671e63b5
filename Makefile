# `make help` lists the targets. A Rust toolchain, a C compiler and make are enough for `make run` and `make test`.

CARGO ?= cargo
TARGET := $(or $(CARGO_TARGET_DIR),target)

# One choice of libpq for every call of cargo: the system's where it can be linked, else one built from source.
# LIBPQ=system or LIBPQ=bundled decides instead.
FEATURES := $(shell LIBPQ=$(LIBPQ) sh tools/libpq-features)
FLAGS := --workspace --locked $(FEATURES)

# PROFILE=release for `make run` and `make demo`: a faster program, after a longer first build.
PROFILE ?= debug
PROFILE_FLAG := $(if $(filter release,$(PROFILE)),--release)
PROGRAM := $(TARGET)/$(PROFILE)/jiandu

# In CI nothing is skipped.
ifeq ($(CI),true)
export JIANDU_REQUIRE_POSTGRES := 1
export JIANDU_REQUIRE_BROWSER := 1
endif

# How thorough `make fuzz-api` is; SEED=<number> repeats a run.
EXAMPLES ?= 300
SEED ?=

.DEFAULT_GOAL := help
.PHONY: help run build test test-rust test-browser bench demo law-map openapi fmt lint ci fmt-check check-openapi lint-openapi \
	layers licences doc check-docs fuzz-api fuzz-api-ci soak-kill soak-proceedings soak-receipts soak-sweep soak-walk tools

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "%-22s %s\n", $$1, $$2 }'

run: ## Start the server on an SQLite file in ./jiandu-data and print where Swagger UI is and how to get a token
	$(CARGO) build $(FLAGS) --bins $(PROFILE_FLAG)
	@$(PROGRAM) serve

build: ## Build the program (PROFILE=release for the fast one)
	$(CARGO) build $(FLAGS) --bins $(PROFILE_FLAG)

test: test-rust test-browser ## Test everything: on SQLite, on PostgreSQL and in a browser where they are installed
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
		printf '\n*** SKIPPED: PostgreSQL is not installed: the tests ran on SQLite only ***\n\n' >&2

test-rust:
	$(CARGO) build $(FLAGS) --bins
	$(CARGO) test $(FLAGS)

test-browser:
	@PROGRAM=$(TARGET)/debug/jiandu tools/test-browser

bench: ## Measure the engines and the server (BENCH="…" for its arguments)
	$(CARGO) build $(FLAGS) --bins --release
	@$(TARGET)/release/bench $(BENCH)

demo: build ## Post the example facts, play complaints from intake to archive and a warning from import to service
	@JIANDU_PROGRAM=$(PROGRAM) tools/with-server tools/demo
	@JIANDU_PROGRAM=$(PROGRAM) tools/with-server tools/demo-case
	@JIANDU_PROGRAM=$(PROGRAM) JIANDU_SERVER_FLAGS=--sandbox tools/with-server tools/demo-institutions

law-map: ## Write docs/LAW-MAP.md: article, code, tests, operations
	JIANDU_UPDATE_LAW_MAP=1 $(CARGO) test $(FLAGS) --test it -- law_map

openapi: ## Write openapi.yaml anew
	$(CARGO) build $(FLAGS) --bins
	$(TARGET)/debug/jiandu openapi > openapi.yaml

fmt: ## Format the sources
	$(CARGO) fmt --all

lint: fmt-check layers ## Check format, layers and lints
	$(CARGO) clippy $(FLAGS) --all-targets -- -D warnings

ci: lint licences check-openapi lint-openapi doc test check-docs fuzz-api-ci ## Everything that must pass before a change lands

fmt-check:
	$(CARGO) fmt --all --check

layers:
	@tools/check-layers

licences: ## Check the licences and sources of the crates (cargo install cargo-deny first)
	@if $(CARGO) deny --version >/dev/null 2>&1; then \
		$(CARGO) deny --offline check licenses bans sources; \
	elif [ "$(CI)" = true ]; then \
		echo "licences: no cargo-deny, but CI=true" >&2; exit 1; \
	else \
		echo "*** SKIPPED: licences: no cargo-deny ***" >&2; \
	fi

check-openapi:
	$(CARGO) build $(FLAGS) --bins
	@$(TARGET)/debug/jiandu openapi | diff -u openapi.yaml - || \
		{ echo "openapi.yaml is not what the program prints: make openapi" >&2; exit 1; }

lint-openapi: ## Lint openapi.yaml with Spectral (make tools first)
	npx --no-install spectral lint openapi.yaml --fail-severity hint

doc: ## Build the documentation of the crates; warnings are errors
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc $(FLAGS) --no-deps

check-docs: ## Run the examples of the READMEs and the handbook
	$(CARGO) build $(FLAGS) --bins
	@JIANDU_PROGRAM=$(TARGET)/debug/jiandu tools/with-server \
		python3 tools/check_docs.py README.md README.zh-CN.md docs/dependencies.md
	@JIANDU_PROGRAM=$(TARGET)/debug/jiandu JIANDU_SERVER_FLAGS=--sandbox tools/with-server \
		python3 tools/check_docs.py docs/HANDBOOK.md

fuzz-api: ## Try every operation with EXAMPLES=300 random requests (make tools first)
	$(CARGO) build $(FLAGS) --bins
	@JIANDU_PROGRAM=$(TARGET)/debug/jiandu JIANDU_SERVER_FLAGS="--rate-limit 1000000/1000000" \
		tools/with-server tools/fuzz-api $(EXAMPLES) $(SEED)

# The same requests in every run: a change fails for what it changed.
fuzz-api-ci:
	@$(MAKE) --no-print-directory fuzz-api EXAMPLES=100 SEED=1

KILLS ?= 200
soak-kill: ## Kill the server KILLS=200 times under load, on both databases, and see that nothing is lost
	JIANDU_KILLS=$(KILLS) $(CARGO) test $(FLAGS) --test it -- load::kill --nocapture

PAIRS ?= 10000
QUANTUM ?= 30
soak-receipts: ## Look up PAIRS=10000 known and unknown receipt codes in turn, and compare how long both take
	JIANDU_RECEIPT_PAIRS=$(PAIRS) JIANDU_RECEIPT_QUANTUM=$(QUANTUM) \
		$(CARGO) test $(FLAGS) --test it -- public::timing --nocapture --test-threads=1

SWEEP_KILLS ?= 50
RACE_RUNS ?= 1000
soak-proceedings: ## Record two facts at one instant RACE_RUNS=1000 times on each database, and see one proposal with both
	JIANDU_RACE_RUNS=$(RACE_RUNS) $(CARGO) test $(FLAGS) --test it -- proceedings::race --nocapture

soak-sweep: ## Kill two servers in turns SWEEP_KILLS=50 times while clocks run out, and see that each thing is said once
	JIANDU_SWEEP_KILLS=$(SWEEP_KILLS) $(CARGO) test $(FLAGS) --test it -- ticking::replicas --nocapture

STEPS ?= 100000
STEPS_POSTGRES ?= 10000
soak-walk: ## Walk STEPS=100000 random steps over the API and compare each with a model (SEED=<number> for another walk)
	JIANDU_WALK=$(STEPS) JIANDU_WALK_POSTGRES=$(STEPS_POSTGRES) JIANDU_WALK_SEED=$(or $(SEED),1) \
		$(CARGO) test $(FLAGS) --test it -- walk:: --nocapture

tools: ## Install the tools of package-lock.json and tools/schemathesis/requirements.txt into this folder
	npm ci
	python3 -m venv .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r tools/schemathesis/requirements.txt
