"""The systemd units start the same processes, closed."""

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest

from hearing_state.main.command import main

UNITS = Path(__file__).parents[2] / "deploy" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
WORDS = {"web", "web-beside", "console", "live", "media@", "broadcast", "worker", "timetable", "migrate"}


def read(path: Path) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(path, encoding="utf-8")
    return unit


def test_there_is_a_unit_for_each_process():
    assert {path.stem.removeprefix("hearing-state-") for path in SERVICES} == WORDS
    wanted = read(UNITS / "hearing-state.target")["Unit"]["Wants"].split()
    nodes = {each for each in wanted if each.startswith("hearing-state-media@")}
    assert nodes == {"hearing-state-media@1.service", "hearing-state-media@2.service"}
    alone = {path.name for path in SERVICES if "@" not in path.name}
    assert set(wanted) - nodes == alone - {"hearing-state-migrate.service"}


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_unit_may_nearly_nothing(path: Path):
    service = read(path)["Service"]
    assert service["User"] == "hearing-state"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_unit_calls_a_word_that_exists(path: Path, capsys: pytest.CaptureFixture[str]):
    program, word, *_options = read(path)["Service"]["ExecStart"].split()
    assert program.endswith("/bin/hearing-state")
    with pytest.raises(SystemExit):
        main([word, "--help"])
    assert word in capsys.readouterr().out


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_understands_them(tmp_path: Path):
    for path in UNITS.iterdir():
        text = path.read_text(encoding="utf-8").replace(
            "/opt/hearing-state/.venv/bin/hearing-state", "/bin/true"
        )
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(tmp_path / path.name for path in UNITS.iterdir())],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    about_ours = [line for line in told.stderr.splitlines() if "hearing-state" in line and "Unknown" in line]
    assert about_ours == []
