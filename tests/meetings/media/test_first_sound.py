from tests.meetings.media.peers import Colour, Tone, engine, listens, loudness_of, speaks, until


async def test_two_people_hear_and_see_the_head_of_the_district():
    async with engine() as media:
        await media.open_room("m")
        await media.give_floor("m", "head")
        head = await speaks(media, "m", "head", Tone(440), Colour(200))
        aigul, saule = await listens(media, "m", "aigul"), await listens(media, "m", "saule")
        for each in (aigul, saule):
            await until(
                lambda each=each: len(each.frames.get("0", [])) > 40 and len(each.frames.get("1", [])) > 8
            )
            assert loudness_of(each.frames["0"][-20:], 440) > 0.8
            assert loudness_of(each.frames["0"][-20:], 880) < 0.05
        for each in (aigul, saule, head):
            await each.close()
