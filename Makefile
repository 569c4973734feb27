# `make` builds and shows the tool, `make test` runs every test. Both first install what is missing.

SWIFT_BUILD := swift build -c release --product privatelint
# On Linux the binary is static: it runs on any machine with the same processor, even in an empty container.
ifeq ($(shell uname -s),Linux)
SWIFT_BUILD += -Xswiftc -static-executable -Xswiftc -use-ld=lld
# Equal functions are merged: nothing in Swift compares the addresses of functions.
SWIFT_BUILD += -Xlinker --icf=all -Xlinker -O2
# No exception is ever thrown through it and no trace of a crash is shown: an eighth of its size is left out.
SWIFT_BUILD += -Xlinker --no-eh-frame-hdr -Xlinker -T -Xlinker $(CURDIR)/Scripts/discarded-sections.ld
# What only debuggers read takes no room in the file.
SWIFT_BUILD += -Xlinker -T -Xlinker $(CURDIR)/Scripts/unread-sections.ld
# Access to memory is checked while compiling and in the builds of the tests; the checks at run time are left out.
SWIFT_BUILD += -Xswiftc -enforce-exclusivity=unchecked
# The same bytes in whatever folder it is built; the map names every library that went in, for the bill of materials.
SWIFT_BUILD += -Xswiftc -file-prefix-map -Xswiftc $(CURDIR)=. -Xlinker --build-id=none
SWIFT_BUILD += -Xlinker --Map=$(CURDIR)/.build/privatelint.map
endif
# Further options for the linker: LINK="-Xswiftc -L/folder".
SWIFT_BUILD += $(LINK)
BINARY := .build/release/privatelint
PREFIX ?= /usr/local
SECONDS ?= 60
VENV := .build/venv
REQUIREMENTS := $(wildcard Tests/*/requirements.txt)

.PHONY: all
all: $(BINARY) ## build the release binary, lint a faulty sample, show the ticket of a good one
	@echo '$$ privatelint samples/faulty'
	@$(BINARY) samples/faulty || true
	@echo '$$ privatelint ticket samples/aws-bidirectional'
	@$(BINARY) ticket samples/aws-bidirectional

.PHONY: dependencies
dependencies: ## install libyaml if it is missing
	@sh Scripts/install-dependencies

.PHONY: $(BINARY)
$(BINARY): dependencies
	@[ -e $(BINARY) ] || echo 'building the release binary: two to four minutes the first time, seconds after that' >&2
	@$(SWIFT_BUILD) 2>.build-errors >&2 || { cat .build-errors; rm -f .build-errors; exit 1; }; rm -f .build-errors

.PHONY: build
build: $(BINARY) ## build the release binary

.PHONY: generate
generate: $(BINARY) ## write the generated files: schemas, references, man page, completions, the list of files
	@Scripts/generate
	@Scripts/file-index
	@Scripts/picture

.PHONY: regions
regions: $(VENV) ## update the list of regions: AWS from the newest botocore, Azure with AZURE=FILE DATE=YYYY-MM-DD
	rm -rf .build/botocore
	$(VENV)/bin/pip download --quiet --no-deps --dest .build/botocore botocore
	Scripts/regions --botocore .build/botocore/*.whl $(if $(AZURE),--azure $(AZURE) --azure-date $(DATE))

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

.PHONY: test
test: $(BINARY) $(VENV) test-tools ## run every test, after installing what they need; ONLY=WORD runs those with that word in their command
	@ONLY='$(ONLY)' python3 Scripts/run-parts $(MAKE)

# The longest first.
.PHONY: parts
parts:
	PRIVATELINT=$(abspath $(BINARY)) swift test
	$(VENV)/bin/python Tests/Cloud/enablement.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Manifests/differential.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Manifests/fix_properties.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Cloud/collect.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Server/protocol.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Hostile/concurrency.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Hostile/injection.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Hostile/writing.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Cloud/connections.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Outputs/schemas.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Cloud/playthrough.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Hostile/credentials.py $(abspath $(BINARY))
	$(VENV)/bin/ruff check --quiet --config Tests/ruff.toml Tests packaging Scripts
	$(VENV)/bin/python Tests/Manifests/regions.py
	$(VENV)/bin/python Tests/Outputs/validate.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Outputs/terminal.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Manifests/gitignore.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Docs/names.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Docs/shells.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Hostile/input.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Outputs/house_style.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Server/neovim.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Server/clients.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Outputs/determinism.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Cloud/commands.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Cloud/pasted.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Cloud/logs.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Hostile/snapshot_injection.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Outputs/overview.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Hostile/documented.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Hostile/trust.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Distribution/end_to_end.py
	$(VENV)/bin/python Tests/Distribution/repository.py

# What takes long and seldom finds anything.
.PHONY: test-thorough
test-thorough: $(BINARY) $(VENV) ## those tests that take a sample, with everything
	THOROUGH=1 PRIVATELINT=$(abspath $(BINARY)) swift test \
	  --filter 'FormattingTests|RelayoutTests|PendingStepsTests|PrecedenceTests|RemovedFactsTests|RuleCaseTests'
	$(VENV)/bin/python Tests/Outputs/schemas.py $(abspath $(BINARY)) --all
	THOROUGH=1 $(VENV)/bin/python Tests/Manifests/fix_properties.py $(abspath $(BINARY))
	ROUNDS=50 $(VENV)/bin/python Tests/Hostile/concurrency.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Hostile/credentials.py $(abspath $(BINARY)) 4

.PHONY: test-bounds
test-bounds: $(BINARY) $(VENV) ## extreme input stays within bounds of time and memory
	$(VENV)/bin/python Tests/Hostile/bounds.py $(abspath $(BINARY))
	$(VENV)/bin/python Tests/Hostile/snapshot_bounds.py $(abspath $(BINARY))

# Other programs that the tests use; a test that lacks one is left out and says so.
.PHONY: test-tools
test-tools:
	@sh Scripts/install-test-tools

# Python packages of the tests, from PyPI, in an environment of their own.
$(VENV): $(REQUIREMENTS)
	@echo 'installing the Python packages of the tests into $(VENV)' >&2
	@python3 -m venv $(VENV)
	@$(VENV)/bin/pip install -q --disable-pip-version-check $(addprefix -r ,$(REQUIREMENTS))
	@touch $(VENV)

.PHONY: bless
bless: ## rewrite the expected blocks of the golden cases (read them before you commit); CASE=udp-transport rewrites one file
	@test -z "$$CI" || { echo 'expected blocks are not rewritten in CI' >&2; exit 1; }
	BLESS=1 CASE='$(CASE)' swift test --filter GoldenTests || true
	@git --no-pager diff -- Tests samples README.md
	@git status --short -- Tests samples README.md

.PHONY: fuzz
fuzz: dependencies ## fuzz everything that reads input from others: SECONDS=60 for each, TARGET=tree for one
	python3 Tests/Fuzz/fuzz.py --seconds $(SECONDS) $(TARGET)

.PHONY: fuzz-smoke
fuzz-smoke: dependencies ## fuzz for a few seconds with the same bytes each time; fails also if the fuzzer sees no coverage
	python3 Tests/Fuzz/fuzz.py --smoke

.PHONY: tsan
tsan: $(BINARY) ## check many files at once under the thread sanitizer
	swift build --sanitize=thread --scratch-path .build-tsan --product privatelint -Xswiftc -use-ld=lld
	SANITIZED=.build-tsan/debug/privatelint python3 Tests/Hostile/concurrency.py $(abspath $(BINARY))

.PHONY: mutate
mutate: dependencies ## put faults into the rules, one at a time, and name those that no golden case notices
	python3 Tests/Mutation/mutate.py

.PHONY: mutate-smoke
mutate-smoke: dependencies ## the same with a sample of 150 faults
	python3 Tests/Mutation/mutate.py --sample 150 --least 95

.PHONY: coverage
coverage: dependencies test-tools ## count which lines the tests run
	python3 Tests/Mutation/coverage.py

.PHONY: install
install: build ## install binary, man page and completions under PREFIX (below DESTDIR)
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/bash-completion/completions' \
	  '$(DESTDIR)$(PREFIX)/share/zsh/site-functions' '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d'
	install -s -m 755 $(BINARY) '$(DESTDIR)$(PREFIX)/bin/privatelint'
	$(BINARY) --generate-completion-script bash >'$(DESTDIR)$(PREFIX)/share/bash-completion/completions/privatelint'
	$(BINARY) --generate-completion-script zsh >'$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_privatelint'
	$(BINARY) --generate-completion-script fish >'$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/privatelint.fish'
	if [ -f share/man/privatelint.1 ]; then \
	  install -d '$(DESTDIR)$(PREFIX)/share/man/man1' && \
	  install -m 644 share/man/privatelint.1 '$(DESTDIR)$(PREFIX)/share/man/man1/privatelint.1'; \
	fi

.PHONY: dist
dist: dependencies ## build the packages for this kind of machine into dist/; ADDRESS=https://github.com/OWNER/NAME for links
	@ADDRESS='$(ADDRESS)' python3 packaging/dist.py

# Also from PyPI, and separate, since some of it conflicts with the rest.
TOOLS := .build/venv-dist
$(TOOLS): Tests/Distribution/tools.txt
	@python3 -m venv $(TOOLS)
	@$(TOOLS)/bin/pip install -q --disable-pip-version-check -r $<
	@touch $(TOOLS)

.PHONY: test-dist
test-dist: dependencies test-tools $(TOOLS) ## build the packages twice, compare them, then install and use each
	@sh Scripts/install-dependencies $(if $(shell command -v apt-get),lintian buildah)
	$(TOOLS)/bin/python Tests/Distribution/artefacts.py

# What privatelint is measured with and against; nothing of it is built for anybody else.
PERFORMANCE := .build/performance
BENCH := python3 Tests/Performance/bench.py $(BINARY)
SERVER_BENCH := $(VENV)/bin/python Tests/Performance/server.py $(BINARY) $(VENV)/bin/ruff
# Static, as the binary they are compared with.
STATIC := $(if $(filter Linux,$(shell uname -s)),-static)

.PHONY: bench
bench: $(BINARY) bench-probes ## measure speed and memory, and update docs/performance.md; PEERS=1 also measures slow programs
	$(BENCH) $(if $(PEERS),--peers) --document docs/performance.md
	$(SERVER_BENCH) --document docs/performance.md

.PHONY: bench-smoke
bench-smoke: $(BINARY) bench-probes ## run a small benchmark, and compare instruction counts with the recorded ones
	$(BENCH) --smoke
	$(SERVER_BENCH) --smoke
	python3 Tests/Performance/growth.py $(BINARY) --smoke

.PHONY: bench-server
bench-server: $(BINARY) $(VENV) ## measure the language server, beside `ruff server` in the same run
	$(SERVER_BENCH)

.PHONY: growth
growth: $(BINARY) ## measure how the cost of each command grows with each list and mapping of the language; about ten minutes
	python3 Tests/Performance/growth.py $(BINARY)

.PHONY: bench-baseline
bench-baseline: $(BINARY) bench-probes ## record the instruction counts of this build
	$(BENCH) --baseline

.PHONY: bench-probes
bench-probes: $(PERFORMANCE)/event-loop $(PERFORMANCE)/measure $(VENV)
	@sh Scripts/install-dependencies valgrind
	@swift build -c release --package-path Tests/Performance --product YamsProbe 2>.build-errors >&2 || { cat .build-errors; rm -f .build-errors; exit 1; }; rm -f .build-errors

$(PERFORMANCE)/%: Tests/Performance/probes/%.c | dependencies
	@mkdir -p $(PERFORMANCE)
	clang -O2 -Wall -D_GNU_SOURCE $(STATIC) $< $$(pkg-config --cflags --libs yaml-0.1) -o $@
