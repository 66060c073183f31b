"""Words for invented questions and petitions: some stand in every tenth text, names of places in few."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from hearing_state.territories.folding import folded

SEED = 20261127
SOUGHT = (
    "су", "жол мектеп", "вода", "Қарауыл", "автобус аялдама", "көпір", "больница", "Арқат", "қоқыс", "интернет связь",
)  # fmt: skip
"""What readers search for."""
_WORDS = {
    "kk": ["су", "жол", "мектеп", "жарық", "аурухана", "көпір", "автобус", "қоқыс", "балабақша", "жылу", "газ", "интернет", "байланыс", "шам", "көше", "үй", "жер", "мал", "жайылым", "стадион", "кітапхана", "емхана", "дәрігер", "дәрі", "құбыр", "кәріз", "аялдама", "саябақ", "ағаш", "ит", "қар", "тасқын", "жәрдемақы", "зейнетақы", "кезек", "баспана", "салық", "дүкен", "базар", "ауа", "түтін", "құрылыс", "жөндеу", "тазалау", "ашу", "жабу", "салу", "беру", "алу", "тексеру", "неге", "қашан", "қайда", "кім", "қалай", "біздің", "ауыл", "аудан", "қала", "тұрғындар", "балалар", "қариялар", "жастар", "айлар", "жылдар", "күз", "көктем", "қыс", "жаз", "суық", "ыстық", "жаңа", "ескі", "үлкен", "кіші", "жақын", "алыс", "сапалы", "нашар", "тез", "баяу"],
    "ru": ["вода", "дорога", "школа", "свет", "больница", "мост", "автобус", "мусор", "садик", "тепло", "газ", "интернет", "связь", "фонарь", "улица", "дом", "земля", "скот", "пастбище", "стадион", "библиотека", "поликлиника", "врач", "лекарства", "труба", "канализация", "остановка", "парк", "дерево", "собаки", "снег", "паводок", "пособие", "пенсия", "очередь", "жильё", "налог", "магазин", "базар", "воздух", "дым", "стройка", "ремонт", "уборка", "открыть", "закрыть", "построить", "выдать", "получить", "проверить", "почему", "когда", "где", "кто", "как", "наше", "село", "район", "город", "жители", "дети", "старики", "молодёжь", "месяцы", "годы", "осень", "весна", "зима", "лето", "холод", "жара", "новый", "старый", "большой", "малый", "близкий", "дальний", "хороший", "плохой", "быстро", "медленно"],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """``folded``: of title and text together, as searching compares it."""

    language: str
    title: str
    text: str
    folded_title: str
    folded: str


class Writer:
    """Writes texts about places; the same ones each time."""

    def __init__(self, places: Sequence[str]) -> None:
        self._chance = random.Random(SEED)
        self._places = [(name, folded(name)) for name in places]
        self._words = {
            language: [(word, folded(word)) for word in words] for language, words in _WORDS.items()
        }

    @property
    def chance(self) -> random.Random:
        return self._chance

    def write(self, number: int, length: int = 18) -> Text:
        """A title of some words with the name of a place, and a text of so many words more."""
        language = "kk" if number % 3 else "ru"
        words = self._chance.choices(self._words[language], k=length + 4)
        name, plain_name = self._places[self._chance.randrange(len(self._places))]
        title = " ".join((name, *(word for word, _plain in words[:4])))[:140]
        plain_title = " ".join((plain_name, *(plain for _word, plain in words[:4])))
        text = " ".join(word for word, _plain in words[4:])
        plain = f"{plain_title} {' '.join(plain for _word, plain in words[4:])}"
        return Text(language, f"{title}, {number}?", text.capitalize() + ".", plain_title, plain)
