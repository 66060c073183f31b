"""Yerzhan of the district, Russian: he takes what is due nearest, sends on what is not his, answers in public."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.async_api import expect

from hearing_state.deadlines.working_calendar import shipped
from tests.journeys.conftest import Meet
from tests.journeys.person import REF, Person

pytestmark = pytest.mark.browser

NOT_HIS = "Мектептің жылу қазандығы қысқа дайын ба?"
TO_ANSWER = "Сколько потрачено на ремонт дорог в районе за год?"
NEEDS_TIME = "Почему в Караауле нет питьевой воды днём?"
SHORT = "Насосная станция отремонтирована, вода подаётся круглосуточно с 1 декабря."


async def test_he_takes_sends_on_and_answers(meet: Meet) -> None:
    yerzhan = await meet("desk", "ru")
    await yerzhan.sign_in_as_staff("official")
    await yerzhan.reads(yerzhan.said("Desk"), yerzhan.said("overdue"))
    await what_is_due_nearest_stands_first(yerzhan)
    await he_takes_what_nobody_has(yerzhan)
    await he_sends_on(yerzhan, NOT_HIS)
    await he_answers_point_by_point(yerzhan)


async def test_the_head_extends_with_a_reason(meet: Meet) -> None:
    samat = await meet("desk", "ru")
    await samat.sign_in_as_staff("head")
    await opens(samat, NEEDS_TIME)
    ref = _ref(samat)
    await samat.follow("main a[href$='/extend']")
    longest = await samat.page.locator("#until_on").get_attribute("max")
    await samat.press("Extend the term", inside="main form")
    await expect(samat.page.locator("#error-summary")).to_be_visible()  # no day, no reason
    until_on = date.fromisoformat(str(longest)) - timedelta(days=3)
    while not shipped().ends_term(until_on):  # a day off would become the next that is worked
        until_on -= timedelta(days=1)
    await samat.write("until_on", until_on.isoformat())
    await samat.write("reason", "Необходимо получить заключение экспертизы по проекту водопровода.")
    await samat.press("Extend the term", inside="main form")
    await samat.open(f"/questions/{ref}")
    await unfolds_everything(samat)
    await samat.reads("Необходимо получить заключение экспертизы")
    await expect(samat.page.locator(".hs-clock--detailed time").first).to_have_attribute(
        "datetime", until_on.isoformat()
    )


async def unfolds_everything(person: Person) -> None:
    await person.page.locator("details.hs-fold").evaluate_all("all => all.forEach(each => each.open = true)")


def _ref(person: Person) -> str:
    found = REF.search(person.page.url)
    assert found is not None, person.page.url
    return found.group()


async def opens(person: Person, title: str) -> None:
    await person.open("/console/desk?queue=all")
    await person.follow(person.page.locator(".hs-row__title", has_text=title).first)


async def what_is_due_nearest_stands_first(yerzhan: Person) -> None:
    days = await yerzhan.page.locator(".hs-row__clock time").evaluate_all(
        "all => all.map(each => each.dateTime)"
    )
    assert days, "nothing is due"
    assert days == sorted(days)


async def he_takes_what_nobody_has(yerzhan: Person) -> None:
    await yerzhan.open("/console/desk?queue=to_take")
    await yerzhan.follow(".hs-row__title")
    await yerzhan.press("Take it", inside="main")
    await yerzhan.reads(yerzhan.said("You have taken the question."))


async def he_sends_on(yerzhan: Person, title: str) -> None:
    await opens(yerzhan, title)
    ref = _ref(yerzhan)
    await yerzhan.follow("main a[href$='/redirect']")
    await yerzhan.page.locator("main input[name=agency]").first.check()
    await yerzhan.write("reason", "Вопрос относится к компетенции этого органа.")
    await yerzhan.press("Send it on", inside="main form")
    await expect(yerzhan.page.locator(".hs-notice--success")).to_contain_text(ref)


async def he_answers_point_by_point(yerzhan: Person) -> None:
    await opens(yerzhan, TO_ANSWER)
    ref = _ref(yerzhan)
    await yerzhan.press("Write the answer", inside="main")
    await yerzhan.write("text", SHORT)
    await yerzhan.press("Save", inside="main form")
    await expect(yerzhan.page.locator("[name=text]")).to_have_value(SHORT)
    await yerzhan.write("text-1", "Израсходовано 214 млн тенге; перечень подрядчиков приложен к отчёту.")
    await yerzhan.write("law", "Закон «О доступе к информации», статья 11")
    await yerzhan.press("Save and look at it", inside="main form")
    await yerzhan.reads(SHORT)
    await yerzhan.press("Publish the answer", inside="main")
    await yerzhan.open(f"/questions/{ref}")
    await yerzhan.reads(SHORT, "214 млн тенге")
    await expect(yerzhan.page.locator(".hs-clock--kept")).to_be_visible()
