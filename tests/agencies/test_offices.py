"""Names of akims' offices, in three languages."""

import pytest

from hearing_state.agencies.offices import genitive_ru, office_of, slug_of
from hearing_state.territories.classifier import read_classifier
from tests.agencies.country import MAP

PLACES = {place.code: place for place in read_classifier(MAP.read_bytes()).places}


@pytest.mark.parametrize(
    ("code", "kk", "ru", "en"),
    [
        (
            "100000000",
            "Абай облысы әкімінің аппараты",
            "Аппарат акима области Абай",
            "Akim's office of Abai Region",
        ),
        (
            "110000000",
            "Ақмола облысы әкімінің аппараты",
            "Аппарат акима Акмолинской области",
            "Akim's office of Akmola Region",
        ),
        (
            "750000000",
            "Алматы қаласы әкімінің аппараты",
            "Аппарат акима города Алматы",
            "Akim's office of Almaty city",
        ),
        (
            "101000000",
            "Семей қаласы әкімінің аппараты",
            "Аппарат акима города Семей",
            "Akim's office of Semei city",
        ),
        (
            "103200000",
            "Абай ауданы әкімінің аппараты",
            "Аппарат акима Абайского района",
            "Akim's office of Abai District",
        ),
        (
            "103230000",
            "Қараауыл ауылдық округі әкімінің аппараты",
            "Аппарат акима Карааульского сельского округа",
            "Akim's office of Qaraauyl rural okrug",
        ),
        (
            "351013000",
            "Қазыбек би атындағы аудан әкімінің аппараты",
            "Аппарат акима района имени Казыбек би",
            "Akim's office of Qazybek bi city district",
        ),
        (
            "434843000",
            "Ілиясов атындағы ауылдық округ әкімінің аппараты",
            "Аппарат акима сельского округа имени Ильясова",
            "Akim's office of Iliyasov rural okrug",
        ),
        (
            "235235000",
            "Доссор кенті әкімінің аппараты",
            "Аппарат акима Доссорской поселковой администрации",
            "Akim's office of Dossor settlement",
        ),
        (
            "711210000",
            "Есіл ауданы әкімінің аппараты",
            "Аппарат акима района Есиль",
            "Akim's office of Esil city district",
        ),
    ],
)
def test_an_office_is_named_after_the_place_that_its_akim_governs(
    code: str, kk: str, ru: str, en: str
) -> None:
    made = office_of(PLACES[code])
    assert (made.name_kk, made.name_ru, made.name_en) == (kk, ru, en)


def test_every_place_with_an_akim_has_an_address_of_its_own() -> None:
    slugs = [office_of(place).slug for place in PLACES.values() if place.has_akim]
    assert len(set(slugs)) == len(slugs)
    assert all(slug == slug_of(slug) or slug.endswith(tuple("0123456789")) for slug in slugs)


def test_a_proper_name_keeps_its_case() -> None:
    assert genitive_ru("Западно-Казахстанская область") == "Западно-Казахстанской области"
    assert genitive_ru("сельский округ имени Калжан Ахуна") == "сельского округа имени Калжан Ахуна"
    assert genitive_ru("сельский округ Байыркумский") == "сельского округа Байыркумского"
    assert genitive_ru("село Верхний Токай") == "села Верхний Токай"
