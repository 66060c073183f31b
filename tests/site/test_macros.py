"""The parts that every page is made of say what they must, in the reader's language, to eye and ear."""

import re

import pytest

from hearing_state.errors import Fault
from hearing_state.i18n import speaking
from hearing_state.web.forms import Form
from hearing_state.web.paging import Paged
from hearing_state.web.rendering import environment
from tests.site import standings


def said(call: str, language: str = "en", **values: object) -> str:
    """What a macro makes, as text without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", made(call, language, **values)).split())


def made(call: str, language: str = "en", **values: object) -> str:
    source = f'{{% import "site/macros.html" as ui %}}{{{{ ui.{call} }}}}'
    with speaking(language):
        return environment().from_string(source).render(locale=language, **values)


@pytest.mark.parametrize(
    ("standing", "language", "expected"),
    [
        (standings.RUNNING, "en", "Running 12 working days left last day: 14 December 2026"),
        (standings.RUNNING, "kk", "Мерзімі жүріп жатыр 12 жұмыс күні қалды соңғы күн: 2026 ж. 14 желтоқсан"),
        (standings.TODAY, "ru", "Срок близко сегодня последний день последний день: 14 декабря 2026 года"),
        (standings.OVERDUE, "ru", "Просрочено опоздание: 2 рабочих дня последний день: 14 декабря 2026 года"),
        (standings.MISSED, "ru", "Исполнено с опозданием опоздание: 21 рабочий день 15 января 2027 года"),
        (standings.KEPT, "kk", "Мерзімінде орындалды 2026 ж. 1 желтоқсан"),
        (standings.PAUSED, "en", "Paused"),
        (standings.WITHDRAWN, "en", "Withdrawn 1 December 2026"),
    ],
    ids=lambda value: getattr(value, "state", None),
)
def test_the_clock_tells_word_days_and_date(standing, language, expected):
    assert said("clock(standing)", language, standing=standing) == expected


def test_each_state_has_a_shape_of_its_own():
    shapes = {made("shape(state)", state=each.state) for each in standings.ALL}
    assert len(shapes) == len({each.state for each in standings.ALL})


def test_the_large_clock_leads_to_its_reckoning():
    page = made("clock(standing, detailed=True, why='/en/deadlines/1/why')", standing=standings.OVERDUE)
    assert '<a href="/en/deadlines/1/why">Why this date?</a>' in page
    assert 'datetime="2026-12-14"' in page


def test_a_refused_field_keeps_what_was_typed_and_says_what_is_wrong():
    form = Form({"name": ("Айгүл",)}, faults=(Fault("name", "field_missing", {}),))
    page = made("field(form, 'name', 'Name', hint='As in your papers')", form=form)
    assert 'value="Айгүл"' in page
    assert 'aria-describedby="name-hint name-error"' in page
    assert 'aria-invalid="true"' in page
    assert 'id="name-error"' in page


def test_a_password_is_never_sent_back():
    assert 'value=""' in made(
        "field(form, 'word', 'Word', type='password')", form=Form({"word": ("secret",)})
    )


def test_the_error_summary_leads_to_the_fields():
    form = Form({}, faults=(Fault("text", "field_missing", {}),))
    assert '<a href="#text">' in made("error_summary(form)", form=form)
    assert made("error_summary(form)", form=Form()).strip() == ""


def test_what_was_chosen_stays_chosen():
    form = Form({"topic": ("road", "water")})
    page = made(
        "checkboxes(form, 'topic', 'Topics', [('road', 'Road'), ('water', 'Water'), ('gas', 'Gas')])",
        form=form,
    )
    assert re.findall(r'value="(\w+)" checked', page) == ["road", "water"]


def test_what_people_typed_is_shown_and_never_run():
    form = Form({"text": ("</textarea><script>alert(1)</script>",)})
    assert "<script>" not in made("textarea(form, 'text', 'Text', maxlength=100)", form=form)


def test_a_short_list_has_no_pages():
    assert made("pagination(page)", page=Paged([], 1, 3)).strip() == ""


def test_a_list_that_is_too_long_for_its_pages_says_so():
    with_pages = "pagination(page)"
    said = "The first 500 pages of the list are shown"
    assert said in made(with_pages, page=_Listed(range(20), 1, 900_000))
    assert said not in made(with_pages, page=_Listed(range(20), 1, 9_000))


class _Listed(Paged[int]):
    """Of a page that has an address."""

    def url(self, number: int) -> str:
        return f"/?page={number}"


def test_nothing_overdue_is_not_painted_red():
    assert "hs-tile--overdue" not in made("number_tile(0, 'overdue', kind='overdue')")
    assert "hs-tile--overdue" in made("number_tile(3, 'overdue', kind='overdue')")
