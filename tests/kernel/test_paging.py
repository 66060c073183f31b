"""Lists that are counted only so far go on for as long as their pages are full."""

import pytest

from hearing_state.web.paging import PAGE_MAX, Paged


def page(number: int, total: int, items: int = 20, **more: object) -> Paged[int]:
    return Paged(range(items), number, total, counted_to=1_000, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shown", "pages", "last"),
    [
        (page(1, 45), 3, 20),
        (page(3, 45, items=5), 3, 45),
        (page(1, 1_000), 50, 20),
        (page(50, 1_000), 51, 1_000),
        (page(70, 1_000), 71, 1_400),
        (page(71, 1_000, items=3), 71, 1_403),
        (page(PAGE_MAX, 1_000), PAGE_MAX, PAGE_MAX * 20),
        (page(50, 1_000, ends_there=True), 50, 1_000),
    ],
)
def test_the_next_page_is_offered_while_there_is_one(shown: Paged[int], pages: int, last: int):
    assert (shown.pages, shown.last) == (pages, last)


def test_what_was_counted_to_its_end_is_told_as_it_is():
    assert (page(1, 999).is_more, page(1, 999).counted) == (False, 999)
    assert (page(1, 1_000).is_more, page(1, 1_000).counted) == (True, "1000+")


def test_pages_lead_no_further_than_they_can_be_asked_for():
    long = Paged(range(20), 7, 900_000)
    assert (long.pages, long.is_cut, long.linked) == (PAGE_MAX, True, [1, 6, 7, 8, PAGE_MAX])
    whole = Paged(range(20), 1, PAGE_MAX * 20)
    assert (whole.pages, whole.is_cut, whole.linked) == (PAGE_MAX, False, [1, 2, PAGE_MAX])
    assert not page(50, 1_000).is_cut
