"""Every letter of the house can be written in every language, and says what it must."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from hearing_state import notifications
from hearing_state.clock import ALMATY
from hearing_state.errors import NotFound
from hearing_state.ids import new_id
from hearing_state.notifications.letter import descriptions, template_path
from hearing_state.notifications.queries import Intention
from hearing_state.notifications.unsubscribing import Ticket, read_token, token_for
from hearing_state.notifications.writing import written
from tests.support.contexts import NOON, AsRole

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
}


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
        values=VALUES,
        message_id="<a@b>",
        queued_at=at,
        sent_at=None,
        failed_at=None,
        tries=0,
        carrier_reply="",
    )


def test_the_table_and_the_templates_name_the_same_letters() -> None:
    folder = Path(notifications.__file__).parent / "letters"
    assert {path.stem for path in folder.glob("*.txt")} - {"ending"} == set(descriptions())


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
@pytest.mark.parametrize("template", sorted(descriptions()))
def test_it_can_be_written(as_: AsRole, template: str, locale: str) -> None:
    person = new_id()
    letter = written(as_("system"), intention(template, locale, person), "email", "a@house.test")

    assert 5 < len(letter.subject) < 100
    assert ("012345" if template == "code" else "Q-2026-000017") in letter.subject
    assert VALUES["url"] in letter.text
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
