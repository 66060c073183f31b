"""What a person who types a place may mean."""

from hearing_state.territories.names import Kind
from hearing_state.territories.wanted import wanted


def test_the_kind_of_place_is_a_hint_and_no_part_of_the_name() -> None:
    for text in ("с. Абай", "село Абай", "Абай ауылы", "а. Абай", "Абай auyly"):
        meant = wanted(text)
        assert meant.bare == "абаи"
        assert Kind.VILLAGE in meant.kinds


def test_the_words_as_they_stand_are_tried_first() -> None:
    assert wanted("Жаңа ауыл").readings[0] == ("жана ауил", ())


def test_words_behind_the_name_may_say_where_it_lies() -> None:
    assert ("жартас", ("караганди",)) in wanted("Жартас Қарағанды").readings
    assert wanted("Жартас, Абай ауданы, Қарағанды облысы").readings[-1] == ("жартас", ("абаи", "караганди"))


def test_one_letter_is_a_beginning_and_no_kind() -> None:
    assert wanted("с").readings == (("с", ()),)
    assert wanted("с").kinds == frozenset()


def test_nothing_typed_means_nothing() -> None:
    assert wanted("  .,- ").readings == ()
    assert wanted("").bare == ""
