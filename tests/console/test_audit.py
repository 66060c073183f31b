"""The auditor's log: who did what, filtered, paged, only to be read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearing_state.db import execute
from hearing_state.ids import new_id
from tests.questions.console.office import OFFICIAL, AtWork
from tests.questions.world import TEXT
from tests.support.contexts import NOON


async def test_the_auditor_sees_who_did_what_but_never_the_words(office: AtWork) -> None:
    ref = await office.village.taken()
    await office.be("auditor")
    page = await office.open("audit?about=" + ref)
    for name in ("question.ask", "question.screen", "question.take"):
        assert name in page.text
    assert "Ерлан Жұмабаев" in page.text
    assert TEXT not in page.text
    assert f"/en/console/questions/{ref}" in page.text


async def test_filters_narrow_the_log(office: AtWork) -> None:
    ref = await office.village.taken()
    await office.be("auditor")
    page = await office.open(f"audit?action=question.take&about={ref}&from_on=2026-11-23&until_on=2026-11-23")
    assert "question.take" in page.text
    assert "question.screen</code>" not in page.text
    person = await office.open(f"audit?person={office.village.erlan}")
    assert "question.take" in person.text
    assert "question.screen</code>" not in person.text
    assert "No such acts" in (await office.open("audit?until_on=2020-01-01")).text
    assert "No such acts" in (await office.open("audit?action=%25")).text


@pytest.mark.parametrize(
    "typed", ["from_on=yesterday", "person=somebody", "from_on=0001-01-01", "until_on=9999-12-31"]
)
async def test_a_filter_that_cannot_be_read_is_said(office: AtWork, typed: str) -> None:
    await office.be("auditor")
    page = await office.client.get(f"/en/console/audit?{typed}")
    assert page.status_code == 422
    assert typed.rpartition("=")[2] in page.text


async def test_a_long_log_has_pages(office: AtWork) -> None:
    for number in range(45):
        await execute(
            "INSERT INTO actions_act (id, action, about, person_id, roles, made_at, request_id) VALUES ($1, 'a.b', $2, NULL, 'system', $3, 'r')",
            new_id(), f"X-{number:02}", NOON + timedelta(seconds=number),
        )  # fmt: skip
    await office.be("auditor")
    first = await office.open("audit?action=a.b")
    assert "X-44" in first.text
    assert "X-00" not in first.text
    assert "page=2" in first.text
    assert "X-00" in (await office.open("audit?action=a.b&page=2")).text


async def test_nobody_else_reads_it(office: AtWork) -> None:
    for somebody in (OFFICIAL, "moderator", "administrator", "operator"):
        await office.be(somebody)
        assert (await office.client.get("/en/console/audit")).status_code == 403
