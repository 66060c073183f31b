"""The derivation that the bench plans by is the view's own, and forgets no place of the classifier."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearing_state.agencies.remit_table import ministries
from hearing_state.db import rows
from hearing_state.territories import queries as territories
from hearing_state.territories.classifier import read_classifier
from meetings.planning.solver import country
from tests.meetings.world import world

KATO = Path(__file__).parents[5] / "shared" / "data" / "kato.csv"


async def test_it_says_what_the_view_says(db, as_):
    here = await world(as_)
    found = await rows(
        "SELECT d.rule_key, coalesce(a.place_code, a.slug) AS agency, d.place_code, d.period, d.times, d.announce_days"
        " FROM duties_duty d JOIN agencies_agency a ON a.id = d.agency_id"
    )
    seen = {tuple(each.values()) for each in found}
    places = await territories.every_open(here.system)
    owed = country.duties_of(places, [each.slug for each in ministries()])
    assert {(e.rule, e.agency, e.place, e.period.value, e.times, e.announce_days) for e in owed} == seen


@pytest.mark.skipif(not KATO.exists(), reason="the official classifier is not beside the project")
def test_no_place_of_the_classifier_is_forgotten():
    places = read_classifier(KATO.read_bytes()).places
    assert country.uncovered(places, country.duties_of(places)) == []
    assert len(places) == 15_594
