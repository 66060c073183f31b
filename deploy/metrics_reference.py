"""Writes deploy/metrics.md from the code: `python -m deploy.metrics_reference`. A test holds the page to the code."""

from __future__ import annotations

from pathlib import Path

from hearing_state.main import packages
from hearing_state.web.figures import described
from hearing_state.web.metrics import COUNTED

PAGE = Path(__file__).parent / "metrics.md"
_HEAD = """# Metrics

Made from the code by `python -m deploy.metrics_reference`; do not edit it by hand.

`GET /metrics` of every web and console process, in the Prometheus text form. Inside the house only: nginx answers 404, and so does the
process itself to whatever came through a proxy. The gauges are read at the moment of the scrape, within seconds, by statements that do
not slow down as the house grows; they tell of the whole house, so ask one process for them (`max by (…)` over several is the same).
Requests and their seconds are of one process, and Prometheus adds them up: that is why `web` and `web-beside` are two with one worker each. What could not be read is left out, and `hearing_state_figures_unread` says that something is missing.

| metric | what it says |
|---|---|
"""


def reference() -> str:
    """The whole page."""
    packages.install()
    told = {**COUNTED, **described()}
    return _HEAD + "".join(f"| `hearing_state_{name}` | {told[name]} |\n" for name in sorted(told))


def main() -> None:
    PAGE.write_text(reference(), encoding="utf-8")
    print(PAGE)


if __name__ == "__main__":
    main()
