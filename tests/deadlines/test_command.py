"""``hearing-state deadline RULE RECEIVED_AT [--json]``."""

from __future__ import annotations

import argparse
import json

import pytest

from hearing_state.deadlines import command


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


def test_json_tells_every_day_counted_or_skipped(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("appeal.answer", "2026-10-08T19:05", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["rule", "received_at", "registered_on", "due_on", "source", "days"]
    assert (told["registered_on"], told["due_on"]) == ("2026-10-09", "2026-11-02")
    assert (told["rule"], told["source"]) == ("appeal.answer", "APPC 76(1)")
    assert told["days"][0] == {
        "day": "2026-10-08",
        "counted": None,
        "why": "received after the end of the working day",
    }
    assert {"day": "2026-10-25", "counted": None, "why": "public holiday: Republic Day"} in told["days"]
    assert {
        "day": "2026-10-26",
        "counted": None,
        "why": "day off after a holiday on a weekend: Republic Day",
    } in told["days"]
    assert told["days"][-1] == {"day": "2026-11-02", "counted": 15, "why": "working day"}
    assert len({day["day"] for day in told["days"]}) == len(told["days"]) == 26


def test_text_tells_registration_due_day_and_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("appeal.answer", "2024-12-10") == 0
    told = capsys.readouterr().out
    assert "registered  2024-12-10 Tue" in told
    assert "due         2025-01-05 Sun" in told
    assert "day off by decree in exchange for 5 January 2025" in told
    assert "works by decree in exchange for 3 January 2025" in told


def test_a_moment_with_an_offset_is_taken_to_kazakhstan(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("appeal.answer", "2026-10-08T14:05+00:00", "--json") == 0
    assert json.loads(capsys.readouterr().out)["registered_on"] == "2026-10-09"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("appeal.anwser", "2026-10-08"), "appeal.answer"),
        (("appeal.answer", "tomorrow"), "not a day or a moment: 'tomorrow'"),
        (("appeal.answer", "9999-12-31T23:59"), "not a day or a moment"),
        (("appeal.answer", "2027-12-30"), "covers from 2023-01-01 to 2027-12-31"),
        (("petition.central", "2023-06-14"), "it begins on 2024-04-04"),
    ],
)
def test_what_cannot_be_reckoned_is_refused_with_its_reason(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert _run(*words) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""
