"""The tile map says each region to eye and ear, with a link where there is one and a table where the page has none."""

from __future__ import annotations

from hearing_state.i18n import speaking
from hearing_state.territories.names import Kind, Level
from hearing_state.territories.place import Place
from hearing_state.territories.tiles import Reading, tile_map
from hearing_state.web.rendering import environment

ABAI = Place("100000000", Level.OBLAST, Kind.OBLAST, None, ("100000000",), "Абай облысы", "область Абай", "Абай", "Абай", "", "", has_akim=True)  # fmt: skip


def made(level: int, link: str, arguments: str = "") -> str:
    source = '{% import "site/tile_map.html" as tiles %}{{ tiles.tile_map(map, "votes"' + arguments + ") }}"
    with speaking("kk"):
        found = tile_map([Reading(ABAI, "<10", "оннан аз", level, link)])
        return environment().from_string(source).render(locale="kk", map=found)


def test_a_tile_with_a_page_of_its_own_leads_there():
    assert '<a href="/kk/x" class="hs-step-3" aria-label="Абай облысы: оннан аз">' in made(3, "/kk/x")
    assert "url(#votes-strokes)" in made(3, "/kk/x")


def test_a_tile_without_one_is_a_picture_with_words():
    page = made(1, "")
    assert '<g class="hs-step-1" role="img" aria-label="Абай облысы: оннан аз">' in page
    assert "<a " not in page
    assert "fill=" not in page.partition("</defs>")[2]


def test_the_same_stands_in_a_table_where_it_is_asked_for():
    assert "<table" not in made(1, "")
    table = made(1, "", ", ('Дауыстар', 'Өңір', 'Саны')").partition("<table")[2]
    assert '<th scope="row">Абай облысы</th><td>оннан аз</td>' in table
