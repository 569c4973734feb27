# `make` shows the tool at work, `make test` passes every test. Both install what is missing first.

SWIFT_BUILD := swift build -c release --product privatelint
# On Linux the binary is whole: it runs on any machine of its kind, in an empty container too.
ifeq ($(shell uname -s),Linux)
SWIFT_BUILD += -Xswiftc -static-executable
endif
BINARY := .build/release/privatelint
PREFIX ?= /usr/local
SECONDS ?= 60

.PHONY: all
all: $(BINARY) ## build the release binary, lint a sample with faults, show the ticket of a good one
	@echo '$$ privatelint samples/faulty'
	@$(BINARY) samples/faulty || true
	@echo '$$ privatelint ticket samples/aws-bidirectional'
	@$(BINARY) ticket samples/aws-bidirectional

.PHONY: dependencies
dependencies: ## install libyaml where it is missing
	@sh Scripts/install-dependencies

.PHONY: $(BINARY)
$(BINARY): dependencies
	@$(SWIFT_BUILD) 2>.build-errors >&2 || { cat .build-errors; rm -f .build-errors; exit 1; }; rm -f .build-errors

.PHONY: build
build: $(BINARY) ## build the release binary

.PHONY: schema-test
schema-test: $(BINARY) ## hold the linter and its schemas together, and the documents to the tool
	@test -x .build/venv/bin/python || python3 -m venv .build/venv
	@.build/venv/bin/pip install -q -r Tests/Schema/requirements.txt
	.build/venv/bin/python Tests/Schema/differential.py $(BINARY)
	.build/venv/bin/python Tests/Schema/outputs.py $(BINARY)
	python3 Tests/Docs/names.py $(BINARY)

.PHONY: generate
generate: $(BINARY) ## write what follows from declarations: schemas, references, man page, completions
	@Scripts/generate

.PHONY: help
help: ## say what there is to make
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

.PHONY: test
test: dependencies ## pass every test
	swift test

.PHONY: bless
bless: ## rewrite the expected blocks of the golden cases, to be looked at before they are committed
	@test -z "$$CI" || { echo 'expected blocks are not rewritten in CI' >&2; exit 1; }
	BLESS=1 swift test --filter GoldenTests || true
	@git --no-pager diff --stat -- Tests samples README.md
