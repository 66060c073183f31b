"""Personal data is masked with a trail: who, why, and what stood there, for the holders and the asker only."""

import pytest

from hearing_state.db import rows, value
from hearing_state.errors import Forbidden, Invalid
from hearing_state.questions import queries
from hearing_state.questions.actions.mask import Mask, mask
from hearing_state.questions.question import MASK
from tests.questions.world import REPLY, World

PHONE = "+7 701 222 33 44"
WHY = "Жеке телефон нөмірі."


async def _with_phone(village: World) -> str:
    return await village.taken(
        text=f"Абай көшесінде шам жанбайды. Хабарласыңыз: {PHONE}.", points=(f"Қашан жөнделеді, {PHONE}?",)
    )


async def _mask(village: World, ref: str, part: str = "text", fragment: str = PHONE) -> None:
    await mask(village.official, Mask(question=ref, part=part, fragment=fragment, reason=WHY))


async def test_the_public_reads_the_mask_the_asker_and_the_holders_the_original(village: World):
    ref = await _with_phone(village)
    await _mask(village, ref)
    public = await queries.shown(village.visitor, ref)
    assert PHONE not in public.text
    assert MASK in public.text
    assert public.original_text is None
    for reader in (village.resident, village.official):
        original = (await queries.shown(reader, ref)).original_text
        assert original is not None
        assert PHONE in original


async def test_no_search_finds_what_is_masked(village: World):
    ref = await _with_phone(village)
    assert (await queries.listed(village.visitor, queries.Filters(text="222 33 44"))).total == 1
    await _mask(village, ref)
    await _mask(village, ref, "point:1")
    assert (await queries.listed(village.visitor, queries.Filters(text="222 33 44"))).total == 0
    texts = await rows("SELECT title, text, folded FROM questions_question")
    assert "222" not in str(texts)


async def test_the_trail_names_who_and_why(village: World):
    ref = await _with_phone(village)
    await _mask(village, ref)
    trail = (await queries.history(village.official, ref)).masks
    assert [(each.masked_by, each.reason, each.fragment) for each in trail] == [
        ("Ерлан Жұмабаев", WHY, PHONE)
    ]
    assert "masked" in [each.kind for each in await queries.timeline(village.visitor, ref)]
    assert PHONE not in str(
        await rows("SELECT facts::text FROM ledger_entry UNION ALL SELECT payload::text FROM jobs_outbox")
    )


async def test_a_mask_in_an_answer(village: World):
    ref = await village.answered()
    await _mask(village, ref, "answer:1", "1 желтоқсанға")
    shown = await queries.shown(village.visitor, ref)
    assert shown.answer is not None
    assert shown.answer.text == REPLY.replace("1 желтоқсанға", MASK)


async def test_the_title_is_masked_on_the_board_too(village: World):
    ref = await village.taken()
    await _mask(village, ref, "title", "Қараауыл")
    assert "Қараауыл" not in await value("SELECT title FROM deadlines_clock WHERE about = $1", ref)


@pytest.mark.parametrize(
    ("part", "fragment", "reason"),
    [
        ("text", "жоқ сөз", "nothing_to_mask"),
        ("point:9", PHONE, "no_such_part"),
        ("answer:1", PHONE, "no_such_part"),
    ],
)
async def test_what_does_not_stand_there_cannot_be_masked(village: World, part, fragment, reason):
    ref = await _with_phone(village)
    with pytest.raises(Invalid, match=reason):
        await _mask(village, ref, part, fragment)


async def test_a_moderator_may_the_asker_and_others_may_not(village: World):
    ref = await _with_phone(village)
    wish = Mask(question=ref, part="text", fragment=PHONE, reason=WHY)
    for wrong in (village.resident, village.official_of(village.district)):
        with pytest.raises(Forbidden):
            await mask(wrong, wish)
    await mask(village.moderator, wish)


async def test_no_kept_copy_from_before_is_shown_again(village: World):
    """Also while the database is away: what was masked must not come back from a copy."""
    ref = await _with_phone(village)
    await _mask(village, ref)
    assert await value("SELECT copies_from FROM actions_standing") == village.official.now
