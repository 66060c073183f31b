"""Numbers of law are data, and data with a fault keeps the house from starting."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from hearing_state.deadlines.law import RULES
from hearing_state.rulebook import NoSuchRule, RulebookFault, read_rules

LAW = """
[laws.appc]
short_en = "APPC"
short_ru = "АППК"
short_kk = "ӘРПК"
name_en = "Code"
name_ru = "Кодекс"
name_kk = "Кодекс"
"""
NAMES = 'name_en = "Answer"\nname_ru = "Ответ"\nname_kk = "Жауап"\n'
RULE = (
    "[[rule]]\n"
    + NAMES
    + 'id = "a.b"\ndays = 15\ncount = "working"\nlaw = "appc"\narticle = "1"\ncertainty = "Q"\n'
)


def _read(tmp_path: Path, text: str):
    file = tmp_path / "rules.toml"
    file.write_text(LAW + text, encoding="utf-8")
    return read_rules(file)


def test_the_version_of_the_day_is_given(tmp_path: Path) -> None:
    book = _read(
        tmp_path,
        RULE + "from = 2024-01-01\nuntil = 2026-02-28\n" + RULE.replace("15", "20") + "from = 2026-03-01\n",
    )
    assert book.rule_on("a.b", date(2026, 2, 28)).amount == 15
    assert book.rule_on("a.b", date(2026, 3, 1)).amount == 20
    assert book.version("a.b", date(2024, 1, 1)).until_on == date(2026, 2, 28)
    assert [rule.amount for rule in book.in_force(date(2027, 1, 1))] == [20]


def test_a_rule_is_cited_in_the_readers_language(tmp_path: Path) -> None:
    rule = _read(tmp_path, RULE + "from = 2024-01-01\n").rule_on("a.b", date(2025, 1, 1))
    assert [rule.cited(language) for language in ("kk", "ru", "en")] == ["ӘРПК 1", "АППК 1", "APPC 1"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            RULE + "from = 2024-01-01\nuntil = 2025-06-30\n" + RULE + "from = 2025-06-30\n",
            "overlap on 2025-06-30",
        ),
        (RULE + "from = 2024-01-01\n" + RULE + "from = 2025-06-30\n", "overlap"),
        (RULE + "from = 2024-01-01\nuntil = 2025-06-28\n" + RULE + "from = 2025-06-30\n", "a gap"),
        (RULE.replace('law = "appc"\n', "") + "from = 2024-01-01\n", "its source is missing"),
        (RULE.replace('article = "1"\n', "") + "from = 2024-01-01\n", "article is missing"),
        (RULE + "from = 2024-01-01\ncolour = 3\n", "unknown key colour"),
        (RULE + 'from = "2024-01-01"\n', "from must be a day"),
        (RULE + "from = 2024-01-02\nuntil = 2024-01-01\n", "ends before it begins"),
        (RULE.replace("15", "0") + "from = 2024-01-01\n", "above zero"),
        (RULE.replace('"working"', '"months"') + "from = 2024-01-01\n", "days does not go with"),
        (RULE.replace('"working"', '"weeks"') + "from = 2024-01-01\n", "count must be"),
        (RULE.replace('"Q"', '"X"') + "from = 2024-01-01\n", "certainty must be"),
        (RULE.replace("name_ru", "name_de") + "from = 2024-01-01\n", "unknown key name_de"),
        (RULE + "from = 2024-01-01\nextension = { days = 3, months = 2 }\n", "either days or months"),
        (RULE + "from = 2024-01-01\nextension = { months = 2 }\n", "times must be"),
        ("[[rule]]\n", "id is missing"),
        ("[[rule]\n", "cannot be read"),
        ("[ruel]\n", "unknown key ruel"),
    ],
)
def test_a_faulty_file_is_refused_with_file_rule_and_reason(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(RulebookFault, match=re.escape(reason)) as refused:
        _read(tmp_path, text)
    assert "rules.toml" in str(refused.value)


def test_an_unknown_rule_or_a_day_before_its_law_is_named() -> None:
    with pytest.raises(NoSuchRule, match=r"there are: .*appeal\.answer"):
        RULES.rule_on("appeal.anwser", date(2026, 9, 7))
    with pytest.raises(NoSuchRule, match="not in force on 2020-01-01; it begins on 2021-07-01"):
        RULES.rule_on("appeal.answer", date(2020, 1, 1))
    with pytest.raises(NoSuchRule, match="no version"):
        RULES.version("appeal.answer", date(2020, 1, 1))


@pytest.mark.parametrize(
    ("rule_id", "count", "amount", "source"),
    [
        ("appeal.answer", "working", 15, "APPC 76(1)"),
        ("appeal.redirect", "working", 3, "APPC 65"),
        ("appeal.return", "working", 3, "APPC 64(7)"),
        ("appeal.extension_notice", "working", 3, "APPC 76(3)"),
        ("complaint.answer", "working", 20, "APPC 99"),
        ("complaint.forward", "working", 3, "APPC 91(4)"),
        ("complaint.file", "months", 3, "APPC 92"),
        ("information.answer", "calendar", 15, "Law on access to information 11(10)"),
        ("petition.central", "working", 40, "APPC 90-5(1)1"),
        ("petition.local", "working", 20, "APPC 90-5(1)2"),
        ("petition.collection", "months", 6, "APPC 90-3(2)"),
        ("petition.check", "working", 20, "APPC 90-2(5)"),
        ("media_request.answer", "working", 7, "eOtinish 2022"),
        ("state_service_complaint.answer", "working", 5, "eOtinish 2022"),
        ("rehabilitation.answer", "calendar", 90, "eOtinish 2022"),
    ],
)
def test_the_terms_of_law_stand_as_they_were_read(rule_id: str, count: str, amount: int, source: str) -> None:
    rule = RULES.rule_on(rule_id, date(2026, 9, 7))
    assert (rule.count, rule.amount, rule.source) == (count, amount, source)


def test_fifty_supporters_had_ten_days_until_march_2026() -> None:
    assert RULES.rule_on("petition.sponsors", date(2026, 2, 28)).amount == 10
    assert RULES.rule_on("petition.sponsors", date(2026, 3, 1)).amount == 20


def test_only_appeals_and_requests_for_information_may_be_prolonged() -> None:
    extended = {rule.id: rule.extension for rule in RULES.versions if rule.extension}
    assert set(extended) == {"appeal.answer", "information.answer", "reception.answer"}
    assert (extended["appeal.answer"].months, extended["information.answer"].days) == (2, 15)
    assert {each.notice_working_days for each in extended.values()} == {3}
