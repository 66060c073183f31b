"""However an address is typed, it is one address."""

import pytest

from hearing_state.errors import Invalid
from hearing_state.people.contact import read_address


@pytest.mark.parametrize(
    ("typed", "channel", "text"),
    [
        ("aigul@mail.kz", "email", "aigul@mail.kz"),
        (" Aigul@MAIL.kz ", "email", "aigul@mail.kz"),
        ("айгүл@пошта.қаз", "email", "айгүл@xn--80a1acn3a.xn--80ao21a"),
        ("8 (701) 123-45-67", "phone", "+77011234567"),
        ("+7 701 123 45 67", "phone", "+77011234567"),
        ("7011234567", "phone", "+77011234567"),
        ("77011234567", "phone", "+77011234567"),
        ("+996 555 123456", "phone", "+996555123456"),
    ],
)
def test_one_spelling(typed: str, channel: str, text: str) -> None:
    address = read_address(typed)
    assert (address.channel, address.text) == (channel, text)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "aigul",
        "a@b",
        "a b@mail.kz",
        "a@mail..kz",
        ".a@mail.kz",
        "701",
        "+7 701 12x 45 67",
        "a@b.kz\nBcc: x@y.kz",
        "x" * 300,
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_address(typed)
    assert refusal.value.reason == "people.contact_not_understood"


def test_a_page_shows_only_enough_to_recognise_it() -> None:
    assert read_address("aigul@mail.kz").masked == "ai•••@mail.kz"
    assert read_address("87011234567").masked == "+7701 ••• •• 67"
