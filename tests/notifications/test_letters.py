"""Every letter of the house can be written in every language, and says what it must."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

import meetings
import petitions
from hearing_state import notifications
from hearing_state.clock import ALMATY
from hearing_state.errors import NotFound
from hearing_state.ids import new_id
from hearing_state.notifications.letter import descriptions, template_path
from hearing_state.notifications.queries import Intention
from hearing_state.notifications.unsubscribing import Ticket, read_token, token_for
from hearing_state.notifications.writing import written
from tests.support.contexts import NOON, AsRole, settings_for_tests

VALUES = {
    "ref": "Q-2026-000017",
    "title": "Жол қашан жөнделеді?",
    "body_kk": "Ауыл әкімінің аппараты",
    "body_ru": "Аппарат акима села",
    "body_en": "Office of the village akim",
    "due_on": "2026-12-14",
    "reason": "A & B <c>",
    "url": "https://house.test/kk/questions/Q-2026-000017",
    "code": "012345",
    "minutes": 10,
    "request": "00000000-0000-7000-8000-000000000001",
    "reader": "00000000-0000-7000-8000-000000000002",
    "news": [{"said": "Answered", "title": "Q-2026-000017", "path": "/questions/Q-2026-000017"}] * 2,
    "count": 3,
    "more": 1,
}
# What letters of the meetings' rooms tell beside that; each takes what it needs.
OF_MEETINGS = {
    "starts_at": "2026-12-10T18:00:00+05:00",
    "before_at": "2026-12-09T18:00:00+05:00",
    "slot_at": "2026-12-10T10:20:00+05:00",
    "term_at": "2026-12-10T10:20:00+05:00",
    "answered_at": "2026-12-10T18:40:00+05:00",
    "before_on": "2026-12-09",
    "approved_on": "2027-01-12",
    "place_kk": "Қараауыл",
    "place_ru": "Караауыл",
    "mode": "online",
    "lead": {"ref": "A-2026-000001", "text": "Жол"},
    "wait_place": 3,
    "news": "cancelled",
    "is_point": True,
    "point_name": "Клуб",
    "is_confirmed": True,
    "is_cancelled": False,
    "state": "seated",
    "is_bundled": False,
    "for_visitor": False,
    "notice": "Q-2026-000017",
    "meetings": 12,
    "visitors": 4,
    "online": 8,
}


SITE = settings_for_tests(Path()).site_url.rstrip("/")
# About what somebody follows, not about one question: the pages they lead to are made when they are written.
OF_FOLLOWERS = {
    "following/confirm": (VALUES["title"], f"{SITE}/following/confirm/"),
    "following/digest": (
        "Answered\nQ-2026-000017\n",
        f"{SITE}/questions/Q-2026-000017\n",
        f"{SITE}/following/",
    ),
}
PARTS = {
    "ending",
    "meetings/asking/about",
    *(f"meetings/registration/{each}" for each in ("about", "standing", "withdrawing")),
}
"""Pieces that letters take in."""


def intention(template: str, locale: str, person_id: UUID | None = None) -> Intention:
    at = NOON.astimezone(ALMATY)
    return Intention(
        id=new_id(),
        person_id=person_id,
        address=None,
        channel="email",
        template=template,
        locale=locale,
        about="Q-2026-000017",
        event="",
        values={**OF_MEETINGS, **VALUES} if template.startswith("meetings/") else VALUES,
        message_id="<a@b>",
        queued_at=at,
        sent_at=None,
        failed_at=None,
        unwanted_at=None,
        tries=0,
        carrier_reply="",
    )


def test_the_table_and_the_templates_name_the_same_letters() -> None:
    own = Path(notifications.__file__).parent / "letters"
    lying = {path.stem for path in own.glob("*.txt")} | {
        f"{path.parts[-4]}/{path.parts[-3]}/{path.stem}"
        for rooms in (meetings, petitions)
        for path in Path(rooms.__file__).parent.glob("*/letters/*.txt")
    }
    for package in ("privacy", "following"):
        lying |= {f"{package}/{path.stem}" for path in (own.parents[1] / package / "letters").glob("*.txt")}
    assert lying - PARTS == set(descriptions())


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
@pytest.mark.parametrize("template", sorted(descriptions()))
def test_it_can_be_written(as_: AsRole, template: str, locale: str) -> None:
    person = new_id()
    letter = written(as_("system"), intention(template, locale, person), "email", "a@house.test")

    assert 5 < len(letter.subject) < 100
    if template in OF_FOLLOWERS:
        for each in OF_FOLLOWERS[template]:
            assert each in letter.text.replace(f"{SITE}/{locale}/", f"{SITE}/")
    elif template.startswith("meetings/"):
        assert "Q-2026-000017" in letter.text
    elif not template.startswith("privacy/"):  # about the reader alone
        assert ("012345" if template == "code" else "Q-2026-000017") in letter.subject
    assert (VALUES["url"] in letter.text) is (template not in OF_FOLLOWERS)
    assert "&amp;" not in letter.text
    assert "\n\n\n" not in letter.text
    assert bool(letter.unsubscribe_url) is not bool(descriptions()[template].owed)
    assert letter.unsubscribe_url in letter.text


def test_the_reader_gets_the_body_and_the_day_in_the_readers_language(as_: AsRole) -> None:
    letter = written(
        as_("system", locale="en"), intention("question_redirected", "ru"), "email", "a@house.test"
    )
    assert "Аппарат акима села" in letter.text
    assert "14 декабря 2026" in letter.text
    assert "Office of" not in letter.text


def test_a_text_message_is_the_subject_and_the_address_of_the_page(as_: AsRole) -> None:
    letter = written(as_("system"), intention("question_answered", "en"), "phone", "+77010000000")
    assert letter.text == f"There is an answer to question Q-2026-000017 {VALUES['url']}"


def test_another_packages_letter_lies_in_its_own_folder() -> None:
    assert template_path("petitions/signed") == "petitions/letters/signed.txt"
    with pytest.raises(ValueError, match="no name"):
        template_path("../../etc/passwd")


def test_a_link_to_unsubscribe_is_good_for_one_person_and_kind() -> None:
    ticket = Ticket(new_id(), "overdue")
    token = token_for(b"key", ticket)
    assert read_token(b"key", token) == ticket
    for wrong in (token[:-2], token + "A", "", "x" * 60, token_for(b"other", ticket)):
        with pytest.raises(NotFound):
            read_token(b"key", wrong)
