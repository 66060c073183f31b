"""Alerts, dashboard and runbooks speak of metrics that a real scrape tells, and every alert leads to what to do."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from deploy.grafana.build import BOARD, board
from deploy.settings_reference import variables
from hearing_state.web.figures import described

DEPLOY = Path(__file__).parents[2] / "deploy"
ALERTS = DEPLOY / "prometheus" / "alerts.yaml"
RULES = [
    rule for group in yaml.safe_load(ALERTS.read_text(encoding="utf-8"))["groups"] for rule in group["rules"]
]
RUNBOOKS = sorted(path for path in (DEPLOY / "runbooks").glob("*.md") if path.name != "README.md")
PROMTOOL = shutil.which("promtool")
METRIC = re.compile(r"\bhearing_state_\w+")
needs_promtool = pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed (Debian: prometheus)")


@pytest.fixture
async def scraped(client) -> set[str]:
    """Names that a scrape tells after one page was looked at."""
    await client.get("/kk/help")
    text = (await client.get("/metrics")).text
    return set(re.findall(r"^(hearing_state_\w+)[ {]", text, re.MULTILINE))


async def test_every_metric_of_an_alert_is_told(scraped):
    named = {name for rule in RULES for name in METRIC.findall(rule["expr"])}
    assert sorted(named - scraped) == []
    assert len(named) > 15


async def test_every_metric_of_the_dashboard_is_told(scraped):
    named = {
        name
        for panel in board()["panels"]
        for line in panel["targets"]
        for name in METRIC.findall(line["expr"])
    }
    assert sorted(named - scraped) == []


def test_the_dashboard_is_the_one_that_its_list_makes():
    assert json.loads(BOARD.read_text(encoding="utf-8")) == board(), "python -m deploy.grafana.build"


def test_every_gauge_of_the_house_is_on_the_dashboard():
    shown = BOARD.read_text(encoding="utf-8")
    aside = {"figures_unread", "calendar_until_seconds", "outbox_oldest_dead_seconds"}
    assert [name for name in sorted(described().keys() - aside) if f"hearing_state_{name}" not in shown] == []


def test_panels_do_not_lie_upon_one_another():
    taken = set()
    for panel in board()["panels"]:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken
        assert max(x for x, _y in cells) < 24
        taken |= cells


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_an_alert_says_who_is_woken_what_people_feel_and_what_to_do(rule):
    assert rule["labels"]["severity"] in {"page", "ticket"}
    told = rule["annotations"]
    assert told["feels"]
    assert told["summary"]
    assert DEPLOY.parent / told["runbook"] in RUNBOOKS


def test_every_runbook_is_in_the_list():
    listed = (DEPLOY / "runbooks" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in RUNBOOKS if f"({path.name})" not in listed] == []


@pytest.mark.parametrize("path", RUNBOOKS, ids=lambda path: path.stem)
def test_a_runbook_is_a_page_and_names_what_there_is(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert len(text.splitlines()) < 45
    for part in ("**What people feel.**", "## First, within minutes", "## Then", "## It is over when"):
        assert part in text
    told = {f"hearing_state_{name}" for name in described()}
    assert set(METRIC.findall(text)) - told == set()
    assert set(re.findall(r"\bHS_[A-Z_]+\b", text)) - variables() == set()
    for name in re.findall(r"`([\w-]+\.md)`", text):
        assert (path.parent / name).exists(), name
    for name in re.findall(r"`?(deploy/[\w./-]+\.\w+)", text):
        assert (DEPLOY.parent / name).exists(), name
    units = {each.stem for each in (DEPLOY / "systemd").glob("hearing-state-*.service")}
    assert set(re.findall(r"\bhearing-state-[a-z]+\b", text)) <= units


@needs_promtool
def test_prometheus_takes_rules_and_settings():
    for words in (
        ["check", "rules", str(ALERTS)],
        ["check", "config", str(ALERTS.with_name("prometheus.yaml"))],
    ):
        told = subprocess.run([PROMTOOL or "", *words], capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout + told.stderr


@needs_promtool
def test_alerts_fire_when_they_should_and_not_before():
    """Prometheus itself reckons the rules over invented minutes."""
    told = subprocess.run(
        [PROMTOOL or "", "test", "rules", str(ALERTS.with_name("alerts_test.yaml"))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
