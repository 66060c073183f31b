# Hearing State. Needs only python3 (3.11 or newer) with venv, and make.
#   make run          the whole system with demo data, nothing installed by hand
#   make test         every test        make lint   every check of the code and the words
#   make bench-pages                    how fast the busiest pages are (last line is one JSON object)
#   make bench-planner                 the whole country's year of meetings, planned and checked (likewise)
#   make bench-calendar                the public calendar with 30,000 meetings a year (likewise)
#   make bench-hall                    2,000 people in one hall on one process (likewise)
#   make bench-signing                  signatures a second under one petition, each after its commit (likewise)
#   make bench-petition-page            a petition's page read a thousand times a second while it is signed, and how old its number is (likewise)
#   make bench-growth-petitions         200,000 petitions with 5,000,000 signatures beside an empty house (likewise; takes long)
#   make bench-growth-questions         1,000,000 questions to 200 bodies beside an empty house (likewise; takes long)
#   make bench-broadcast               how many readers of its broadcast one core carries (likewise; needs two cores)
#   make bench-live                    how many listeners of a live meeting one core carries (likewise; needs two cores)
PY ?= python3
UV = .uv/bin/uv
ENV = .venv/bin
# Processes that test side by side, a whole file each; `make test WORKERS=0` tests in one.
WORKERS ?= 2
export UV_PYTHON_DOWNLOADS = never
export UV_COMPILE_BYTECODE = 1
.DEFAULT_GOAL := help

.PHONY: help run test provider lint bench-pages bench-planner bench-calendar bench-signing bench-petition-page bench-growth-petitions bench-growth-questions bench-live bench-hall bench-broadcast browser janus programs lock words assets screenshots clean

help:
	@sed -n '2,14p' Makefile

$(UV):
	@$(PY) -m venv .uv && .uv/bin/pip install -q --disable-pip-version-check uv

.venv/.run: $(UV) requirements/run.txt pyproject.toml
	@[ -x .venv/bin/python ] || $(PY) -m venv .venv
	@$(UV) pip install -q --require-hashes --python .venv/bin/python -r requirements/run.txt
	@$(UV) pip install -q --no-deps --python .venv/bin/python -e .
	@touch $@

.venv/.dev: .venv/.run requirements/dev.txt
	@$(UV) pip install -q --require-hashes --python .venv/bin/python -r requirements/dev.txt
	@touch $@

run: .venv/.run
	@exec $(ENV)/hearing-state run $(ARGS)

test: .venv/.dev browser provider janus programs
	@$(ENV)/python -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

lint: .venv/.dev
	$(ENV)/ruff check .
	$(ENV)/ruff format --check .
	$(ENV)/mypy
	$(ENV)/lint-imports --no-cache
	$(ENV)/python -m tests.house.check_catalogues

bench-pages: .venv/.dev
	@$(ENV)/python -m deploy.bench.pages $(ARGS)

bench-planner: .venv/.dev
	@$(ENV)/python -m deploy.bench.planner $(ARGS)

bench-calendar: .venv/.dev
	@$(ENV)/python -m deploy.bench.calendar $(ARGS)

bench-signing: .venv/.dev
	@$(ENV)/python -m deploy.bench.signing $(ARGS)

bench-petition-page: .venv/.dev
	@$(ENV)/python -m deploy.bench.petition_page $(ARGS)

bench-growth-petitions: .venv/.dev
	@$(ENV)/python -m deploy.bench.growth_petitions $(ARGS)

bench-growth-questions: .venv/.dev
	@$(ENV)/python -m deploy.bench.growth_questions $(ARGS)

bench-live: .venv/.dev janus
	@$(ENV)/python -m deploy.bench.live $(ARGS)

bench-hall: .venv/.dev
	@$(ENV)/python -m deploy.bench.hall $(ARGS)

bench-broadcast: .venv/.dev
	@$(ENV)/python -m deploy.bench.broadcast $(ARGS)

# Browser tests run in Debian's Chromium. As root on Debian it is installed here; elsewhere the tests say how to get it.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-core >/dev/null; } || true

# A real OpenID provider for the tests of signing in through the state's. As root on Debian Node is installed here; elsewhere the tests say how.
provider: tests/support/openid/node_modules/.package-lock.json

tests/support/openid/node_modules/.package-lock.json: tests/support/openid/package-lock.json
	@command -v npm >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nodejs npm >/dev/null; } || true
	@cd tests/support/openid && npm ci --silent || true

# The other media server, for its tests and its bench. Its own service is not started: ours start it themselves.
janus:
	@command -v janus >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends janus >/dev/null; } || true

# Programs of Debian that some tests meet for real: the web server in front, TURN, lines that can be cut, Go's own reader of our log, strace that makes its system calls fail, and Prometheus's checker of alerts. Their services stay off.
programs:
	@command -v nginx >/dev/null && command -v turnserver >/dev/null && command -v ip >/dev/null && command -v go >/dev/null && command -v strace >/dev/null && command -v promtool >/dev/null || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
	  apt-get install -y -qq --no-install-recommends nginx-light coturn iproute2 golang-go golang-golang-x-mod-dev strace prometheus >/dev/null; } || true

# Gather the sentences of the code into locales/*.pot and bring every language's catalogue in step.
words: .venv/.dev
	$(ENV)/python -m tests.house.gather_catalogues

# Build the look (style sheets, fonts, licence texts) from deploy/assets; needs Node 20 and npm, the result is committed.
assets:
	@deploy/assets/build.sh

lock: $(UV)
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra redis pyproject.toml -o requirements/run.txt
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra redis --extra dev pyproject.toml -o requirements/dev.txt

screenshots: .venv/.dev browser
	$(ENV)/python -m tests.journeys.take_screenshots $(ARGS)

clean:
	rm -rf .venv .uv var .mypy_cache .ruff_cache .pytest_cache
