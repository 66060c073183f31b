"""The law's table of votes, with whole numbers and dated editions."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from petitions.drafting.petition import LIFECYCLE, State
from petitions.drafting.thresholds import LAW, Competence, read_law

TODAY = date(2026, 11, 23)
SHARED = Path(__file__).parents[4] / "shared" / "law"


@pytest.mark.parametrize(
    ("competence", "population", "votes"),
    [
        (Competence.GOVERNMENT, None, 50_000),
        (Competence.UPPER_MASLIKHAT, 595_676, 11_914),
        (Competence.UPPER_AKIMAT, 595_676, 5_957),
        (Competence.UPPER_AKIMAT, 100, 1),
        (Competence.UPPER_AKIMAT, 101, 2),
        (Competence.LOWER_MASLIKHAT, 49_999, 5_000),
        (Competence.LOWER_MASLIKHAT, 50_000, 5_000),
        (Competence.LOWER_MASLIKHAT, 1_000_000, 5_000),
        (Competence.LOWER_MASLIKHAT, 15_321, 1_533),
        (Competence.LOWER_AKIMAT, 50_001, 2_500),
        (Competence.LOWER_AKIMAT, 15_321, 767),
        (Competence.LOWER_AKIMAT, 1, 1),
    ],
)
def test_votes_are_rounded_up_and_never_above_the_ceiling(competence, population, votes):
    assert LAW.threshold(competence, TODAY).needed(population) == votes


def test_a_percentage_of_nobody_knows_how_many_is_not_guessed():
    with pytest.raises(ValueError, match="population"):
        LAW.threshold(Competence.LOWER_AKIMAT, TODAY).needed(None)


def test_each_day_since_the_first_has_one_edition_and_before_it_there_is_none():
    assert LAW.edition(date(2026, 2, 28)).law.endswith("31-VIII")
    assert LAW.edition(date(2026, 3, 1)).law.endswith("246-VIII")
    assert LAW.edition(date(2026, 3, 1)).certainty == "N"
    assert LAW.edition(TODAY).from_on == date(2026, 7, 1)
    with pytest.raises(LookupError):
        LAW.edition(date(2024, 4, 3))


def test_sixteen_subjects_are_forbidden_since_march():
    assert [each.number for each in LAW.forbidden(TODAY)] == list(range(1, 17))
    assert LAW.forbidden(TODAY)[7].article == "90-2(3)8"
    assert LAW.forbidden(date(2026, 2, 28)) == ()


def test_a_file_with_bad_law_stops_the_start():
    good = (Path(__file__).parents[3] / "petitions/drafting/rules.toml").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="certainty"):
        read_law(good.replace('certainty = "Q"', 'certainty = "X"', 1))
    with pytest.raises(ValueError, match="every competence"):
        read_law(good.replace('"upper_akimat"', '"upper_maslikhat"'))


@pytest.mark.skipif(not SHARED.exists(), reason="the research material is not beside this tree")
def test_the_same_numbers_as_the_research_material():
    told = json.loads((SHARED / "rules.json").read_text(encoding="utf-8"))["petition"]["thresholds"]
    assert [each.get("votes") for each in told] == [50_000, None, None, 5_000, 2_500]
    with (SHARED / "regions.csv").open(encoding="utf-8") as opened:
        regions = [each for each in csv.DictReader(opened) if each["population_2026_01_01"]]
    assert regions
    for each in regions:
        people = int(each["population_2026_01_01"])
        akimat = LAW.threshold(Competence.UPPER_AKIMAT, TODAY).needed(people)
        assert akimat == int(each["akimat_threshold_1pct"])
        maslikhat = LAW.threshold(Competence.UPPER_MASLIKHAT, TODAY).needed(people)
        assert maslikhat == int(each["maslikhat_threshold_2pct"])


def test_what_is_decided_or_ended_goes_nowhere_else():
    ends = {State.LAPSED, State.RETURNED, State.GRANTED, State.PARTLY, State.REFUSED, State.WITHDRAWN}
    assert {State(each) for each in LIFECYCLE.ends} == ends
    assert LIFECYCLE.allows(State.REJECTED, "publish")  # an appeal
