import pytest

from hearing_state.web.address import caller_address


@pytest.mark.parametrize(
    "forged", ["1.2.3.4", "1.2.3.4, 5.6.7.8", "::1", "unknown", "127.0.0.1:80", "\x00", "a" * 999]
)
def test_a_header_is_not_believed_when_no_proxy_of_ours_stands_in_front(forged):
    assert caller_address("203.0.113.9", {"x-forwarded-for": forged}, 0) == "203.0.113.9"


def test_behind_one_proxy_only_its_own_entry_counts():
    headers = {"x-forwarded-for": "6.6.6.6, 203.0.113.9"}
    assert caller_address("10.0.0.2", headers, 1) == "203.0.113.9"


def test_behind_two_proxies_the_entry_of_the_outer_one_counts():
    headers = {"x-forwarded-for": "6.6.6.6, 203.0.113.9, 10.0.0.3"}
    assert caller_address("10.0.0.2", headers, 2) == "203.0.113.9"


def test_a_network_of_a_person_counts_once_in_ipv6():
    one = caller_address("2001:db8:1:2:3::1", {}, 0)
    assert one == caller_address("2001:db8:1:2:ffff::9", {}, 0)
    assert one != caller_address("2001:db8:1:3::1", {}, 0)


def test_an_ipv4_address_in_ipv6_clothes_is_the_same_address():
    assert caller_address("::ffff:203.0.113.9", {}, 0) == "203.0.113.9"


def test_nonsense_from_our_proxy_falls_back_to_the_peer():
    assert caller_address("10.0.0.2", {"x-forwarded-for": "nonsense"}, 1) == "10.0.0.2"
