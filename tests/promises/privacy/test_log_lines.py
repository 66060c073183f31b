"""What a person typed is not in the logs, and cannot forge a line of them."""

import io
import json
import logging

import pytest
import structlog

from hearing_state.main import logs
from tests.support.contexts import settings_for_tests

CANARY = "canary@example.kz"


@pytest.fixture
def written(tmp_path, monkeypatch):
    paper = io.StringIO()
    monkeypatch.setattr("sys.stderr", paper)
    before = structlog.get_config()
    logs.set_up_logs(settings_for_tests(tmp_path))
    yield paper
    structlog.configure(**before)


def test_a_fault_is_told_by_its_kind_and_place_without_its_message(written):
    try:
        try:
            raise ValueError(f"Key (address)=({CANARY}) already exists")
        except ValueError as cause:
            raise RuntimeError(CANARY) from cause
    except RuntimeError as fault:
        structlog.get_logger("web").error("unknown_fault", exc_info=fault)
        structlog.get_logger("web").exception("answer_broken_off")
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert CANARY not in written.getvalue()
    kinds = [[each["kind"] for each in line["fault"]] for line in lines]
    assert kinds == [["builtins.RuntimeError", "builtins.ValueError"]] * 2
    assert "test_log_lines.py" in lines[0]["fault"][0]["places"][0]


def test_no_text_ends_a_line_or_paints_on_a_terminal(written):
    structlog.get_logger("web").info("typed", text='x\n{"event": "forged"}\r\x1b[31m\u202e\u2028')
    (line,) = written.getvalue().split("\n")[:-1]
    assert written.getvalue().isascii()
    assert "\x1b" not in line
    assert json.loads(line)["event"] == "typed"


def test_libraries_speak_only_when_something_is_wrong(written):
    assert logging.getLogger("asyncpg").getEffectiveLevel() >= logging.WARNING
