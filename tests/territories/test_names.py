"""The classifier's abbreviations are read, and written out where they are clear."""

import csv
from pathlib import Path

import pytest

from hearing_state.territories.classifier import read_classifier
from hearing_state.territories.names import Kind, Level, read_names, tidy
from tests.territories.maps import MAPS


@pytest.mark.parametrize(
    ("kk", "ru", "level", "kind", "short", "full_kk", "full_ru"),
    [
        ("Абай облысы", "область Абай", "oblast", "oblast", "Абай", "Абай облысы", "область Абай"),
        ("Астана қ.", "г.Астана", "oblast", "republican_city", "Астана", "Астана қаласы", "город Астана"),
        ("Семей Қ.Ә.", "Семей Г.А.", "district", "city_akimat", "Семей", "Семей қала әкімдігі", "Семей, городская администрация"),
        ("Ақтау Г.А.", "Актау Г.А.", "district", "city_akimat", "Ақтау", "Ақтау қала әкімдігі", "Актау, городская администрация"),
        ("Аягөз қ.ә.", "Аягоз г.а.", "sub_district", "city_akimat", "Аягөз", "Аягөз қала әкімдігі", "Аягоз, городская администрация"),
        ("Абай ауданы", "Абайский район", "district", "district", "Абай", "Абай ауданы", "Абайский район"),
        ("Есіл ауданы", "район Есиль", "sub_district", "city_district", "Есіл", "Есіл ауданы", "район Есиль"),
        ("Қараауыл а.о.", "Карааульский с.о.", "sub_district", "okrug", "Қараауыл", "Қараауыл ауылдық округі", "Карааульский сельский округ"),
        ("Жиенәлі а.о", "с.о.Жиенали", "sub_district", "okrug", "Жиенәлі", "Жиенәлі ауылдық округі", "сельский округ Жиенали"),
        ("Қанай би атын.а.о.", "с.о.им.Канай би", "sub_district", "okrug", "Қанай би", "Қанай би атындағы ауылдық округ", "сельский округ имени Канай би"),
        ("Шаған к.ә.", "Чаганская п.а.", "sub_district", "kent_akimat", "Шаған", "Шаған кент әкімдігі", "Чаганская поселковая администрация"),
        ("Тайтөбе а.ә.", "с.а.Тайтобе", "sub_district", "village_akimat", "Тайтөбе", "Тайтөбе ауыл әкімдігі", "сельская администрация Тайтобе"),
        ("Қазыбек би атын. а.ә.", "р.а. им.Казыбек би", "sub_district", "district_akimat", "Қазыбек би", "Қазыбек би атындағы аудан әкімдігі", "районная администрация имени Казыбек би"),
        ("Қараауыл а.", "с.Карааул", "settlement", "village", "Қараауыл", "Қараауыл ауылы", "село Карааул"),
        ("а.Ақтас", "с.Актас", "settlement", "village", "Ақтас", "Ақтас ауылы", "село Актас"),
        ("Шілікті а", "с.Шиликти", "settlement", "village", "Шілікті", "Шілікті ауылы", "село Шиликти"),
        ("Қабанбай  \xa0а.", "с. Кабанбай", "settlement", "village", "Қабанбай", "Қабанбай ауылы", "село Кабанбай"),
        ("Шаған к.", "п.Чаган", "settlement", "kent", "Шаған", "Шаған кенті", "посёлок Чаган"),
        ("Форт-Шевченко ќ.", "г.Форт-Шевченко", "settlement", "city", "Форт-Шевченко", "Форт-Шевченко қаласы", "город Форт-Шевченко"),
        ("рзд.18 км", "рзд.18 км", "settlement", "siding", "18 км", "18 км разъезі", "разъезд 18 км"),
        ("Жаңабаз қыстауы", "зимовка Жанабаз", "settlement", "wintering", "Жаңабаз", "Жаңабаз қыстауы", "зимовка Жанабаз"),
        ("рзд.41", "рзд.41", "settlement", "other", "рзд.41", "рзд.41", "рзд.41"),
        ("Шопан үйі", "Дом чабана", "settlement", "other", "Шопан үйі", "Шопан үйі", "Дом чабана"),
    ],
)  # fmt: skip
def test_a_pair_of_names_is_read(
    kk: str, ru: str, level: str, kind: str, short: str, full_kk: str, full_ru: str
) -> None:
    names = read_names(kk, ru, Level(level))
    assert (names.kind, names.short_kk, names.full_kk, names.full_ru) == (Kind(kind), short, full_kk, full_ru)


@pytest.mark.parametrize("path", MAPS)
def test_every_place_has_a_bare_name_and_keeps_its_official_one(path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as opened:
        official = {
            row["kato"]: (tidy(row["name_kk"]), tidy(row["name_ru"])) for row in csv.DictReader(opened)
        }
    for place in read_classifier(path.read_bytes()).places:
        assert place.short_kk.strip()
        assert place.short_ru.strip()
        assert (place.official_kk, place.official_ru) == official[place.code]
        if place.kind in {Kind.VILLAGE, Kind.OKRUG, Kind.DISTRICT, Kind.OBLAST, Kind.CITY}:
            assert not place.short_ru.startswith(("с.", "г.", "с.о."))
            assert (
                not place.short_kk.endswith((" а.", " қ.", "а.о.", "ауданы", "облысы"))
                or place.short_kk == "Ақоба а."
            )


@pytest.mark.parametrize("path", MAPS)
def test_names_written_in_full_are_read_as_the_same_names(path: Path) -> None:
    for place in read_classifier(path.read_bytes()).places:
        again = read_names(place.name_kk, place.name_ru, place.level)
        if place.kind is not Kind.OTHER:
            assert (again.kind, again.full_ru) == (place.kind, place.name_ru)
