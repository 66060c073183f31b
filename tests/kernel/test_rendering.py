"""Addresses in templates, and pieces of pages that are made once."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from hearing_state import i18n
from hearing_state.web import rendering
from hearing_state.web.rendering import environment, fragment, fragments, piece, url


@pytest.fixture(autouse=True)
def routes(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {
        "thing.show": ("/things/{ref}", True),
        "thing.list": ("/things", True),
        "thing.file": ("/files/{id}/{name:path}", False),
        "thing.share": ("/100%/{ref}", True),
    }
    monkeypatch.setattr(rendering, "ROUTES", made)


@pytest.mark.parametrize(
    ("name", "values", "address"),
    [
        ("thing.list", {}, "/kk/things"),
        ("thing.list", {"locale": "ru"}, "/ru/things"),
        ("thing.list", {"page": 2, "q": "су мен жол", "empty": "", "none": None}, "/kk/things?page=2&q=%D1%81%D1%83+%D0%BC%D0%B5%D0%BD+%D0%B6%D0%BE%D0%BB"),
        ("thing.list", {"tag": ["a", "b"]}, "/kk/things?tag=a&tag=b"),
        ("thing.show", {"ref": "Q-2026-000017"}, "/kk/things/Q-2026-000017"),
        ("thing.show", {"ref": "a/b?c", "page": 2}, "/kk/things/a%2Fb%3Fc?page=2"),
        ("thing.show", {"ref": "50%s"}, "/kk/things/50%25s"),
        ("thing.file", {"id": 7, "name": "акт.pdf"}, "/files/7/%D0%B0%D0%BA%D1%82.pdf"),
        ("thing.share", {"ref": "x"}, "/kk/100%/x"),
    ],
)  # fmt: skip
def test_an_address_is_its_route_filled_in(name: str, values: dict[str, object], address: str):
    assert url(name, **values) == address


def test_an_address_that_lacks_a_value_or_a_page_is_a_fault():
    with pytest.raises(KeyError):
        url("thing.show", page=2)
    with pytest.raises(KeyError):
        url("thing.nowhere")


def test_a_piece_is_made_once_for_its_values_and_its_language():
    of_others = piece("site/frame/footer.html", is_signed_in=False)
    assert piece("site/frame/footer.html", is_signed_in=False) is of_others
    with i18n.speaking("en"):
        in_english = piece("site/frame/footer.html", is_signed_in=False)
    assert "About the service" in in_english
    assert in_english != of_others
    rendering.ROUTES["people.account"] = ("/account", True)
    hers = piece("site/frame/footer.html", is_signed_in=True)
    assert "/kk/account" in hers
    assert "/kk/account" not in piece("site/frame/footer.html", is_signed_in=False)


def test_a_piece_knows_nothing_of_who_reads():
    for name in ("csrf_field()", "path_in('kk')", "current_path()", "house_serves.step", "context.actor"):
        with pytest.raises(UndefinedError):
            fragments().from_string("{{ " + name + " }}").render(locale="kk")


def test_what_people_typed_is_escaped_in_a_fragment_too():
    made = fragment("site/frame/menu.html", section='"><script>')
    assert "<script>" not in made


def test_a_letter_is_not_escaped_because_a_page_is():
    """Letters are made by the same names, without escaping: what was found for pages is not theirs."""
    page = environment().get_template("site/plain.html")
    assert environment().get_template("site/plain.html") is page
    plain = environment().overlay(autoescape=False)
    assert plain.get_template("site/plain.html") is not page
    assert environment().get_template("site/plain.html") is page
