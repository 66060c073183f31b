import pytest

from hearing_state.web.security import verdict

HOSTS = frozenset({"house.kz"})


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"sec-fetch-site": "same-origin"}, "ok"),
        ({"sec-fetch-site": "none"}, "ok"),
        ({"sec-fetch-site": "same-site"}, "refused"),
        ({"sec-fetch-site": "cross-site", "origin": "https://house.kz"}, "refused"),
        ({"origin": "https://house.kz"}, "ok"),
        ({"origin": "https://evil.kz"}, "refused"),
        ({"origin": "null"}, "refused"),
        ({"referer": "https://house.kz/kk/ask"}, "ok"),
        ({"referer": "https://house.kz.evil.kz/"}, "refused"),
        ({}, "token-needed"),
    ],
)
def test_a_change_is_taken_from_our_own_pages_only(headers, expected):
    assert verdict("POST", headers, HOSTS) == expected


def test_looking_needs_no_proof():
    assert verdict("GET", {"sec-fetch-site": "cross-site"}, HOSTS) == "ok"
