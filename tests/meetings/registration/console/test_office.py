"""The organiser's office: who takes part with names, what to provide for, points to confirm, who came. Nobody else's office."""

from __future__ import annotations

from meetings.registration.actions.register_point import RegisterPoint, register_point
from meetings.registration.entry import State
from meetings.registration.queries import entry
from tests.agencies.country import QARAAUYL
from tests.meetings.registration.hall import Hall, resident
from tests.meetings.world import World, at_moment, sits_down
from tests.questions.console.office import AtWork


async def test_the_meetings_page_tells_who_takes_part(office: AtWork, staffed: World):
    hall = Hall(staffed)
    meeting = await hall.meeting(seats=1)
    await hall.register(meeting, staffed.aigul, wishes=("step_free",))
    await hall.register(meeting, staffed.daulet)
    page = await office.open(f"meetings/{meeting.ref}")
    assert page.status_code == 200
    for part in (
        "in the hall, which has 1 seat",
        "Step-free access",
        "Next on the wait list",
        "Жүнісов Дәулет",
    ):
        assert part in page.text
    await office.be("auditor")
    page = await office.open(f"meetings/{meeting.ref}")
    assert "in the hall, which has 1 seat" in page.text
    assert "Дәулет" not in page.text
    assert "Step-free" not in page.text


async def test_the_list_to_print_has_the_hall_first_then_online_each_by_surname(
    office: AtWork, staffed: World
):
    hall = Hall(staffed)
    meeting = await hall.meeting()
    await hall.register(meeting, staffed.aigul, note="Екі балдақпен жүремін.", wishes=("large_print",))
    await hall.register(meeting, staffed.daulet, "online")
    await hall.register(meeting, await resident(given="Асан"), "online")
    await hall.point(meeting, hall.who(await resident(given="Мерей")))
    page = await office.open(f"meetings/{meeting.ref}/people")
    places = [
        page.text.index(name) for name in ("Сәтбаева Айгүл", "Жүнісов Дәулет", "Т0 Асан", "Мектеп залы")
    ]
    assert places == sorted(places)
    assert "Екі балдақпен жүремін." in page.text


async def test_another_office_has_no_such_pages(office: AtWork, staffed: World):
    hall = Hall(staffed)
    meeting = await hall.meeting()
    await hall.register(meeting, staffed.aigul)
    point = await hall.point(meeting, hall.who(staffed.daulet))
    for who, status in (("official", 404), ("auditor", 404), ("moderator", 403), ("operator", 403)):
        await office.be(who)
        for path in ("people", "door", f"points/{point.entry}"):
            answer = await office.open(f"meetings/{meeting.ref}/{path}")
            assert answer.status_code == status, (who, path)
            assert "Айгүл" not in answer.text


async def test_a_point_is_confirmed_or_refused_on_its_page(office: AtWork, staffed: World):
    hall = Hall(staffed)
    meeting = await hall.meeting()
    first = await hall.point(meeting, hall.who(await resident()))
    second = await hall.point(meeting, hall.who(await resident()), name="Кітапхана")
    desk = await office.open("meetings")
    assert "2 points wait" in desk.text
    page = await office.open(f"meetings/{meeting.ref}/points/{first.entry}")
    await office.send(page, f"/points/{first.entry}")
    assert (await entry(staffed.system, first.entry)).state is State.SEATED
    page = await office.open(f"meetings/{meeting.ref}/points/{second.entry}")
    address = f"/en/console/meetings/{meeting.ref}/points/{second.entry}"
    refused = await office.client.post(address, data={"verdict": "refuse"})
    assert refused.status_code == 422
    assert "whoever registered the point reads it" in refused.text
    assert (await office.client.post(address, data={"verdict": "perhaps"})).status_code == 422
    await office.client.post(address, data={"verdict": "refuse", "reason": "The library is closed."})
    assert (await entry(staffed.system, second.entry)).state is State.REFUSED
    assert "points wait" not in (await office.open("meetings")).text


async def test_at_the_door_it_is_marked_who_came(office: AtWork, staffed: World):
    hall = Hall(staffed)
    meeting = await hall.meeting(seats=5)
    made = await hall.register(meeting, staffed.aigul)
    await hall.register(meeting, staffed.daulet)
    given = {"name": "School hall", "address": "5 School street", "place": QARAAUYL, "headcount": 30}
    await register_point(hall.who(await resident()), RegisterPoint(meeting=meeting.ref, **given))
    page = await office.open(f"meetings/{meeting.ref}/door")
    assert "from two hours before the meeting" in page.text
    office.client.clock.put(meeting.starts_at)
    await sits_down(office.client, at_moment(staffed.system, meeting.starts_at), "official.okrug")
    page = await office.open(f"meetings/{meeting.ref}/door?q=сәтб")
    assert "Сәтбаева Айгүл" in page.text
    assert "Жүнісов" not in page.text
    done = await office.send(page, "/door", came="1")
    assert (await entry(staffed.system, made.entry)).came == 1
    assert "came" in done.text
    page = await office.open(f"meetings/{meeting.ref}/door?show=points")
    await office.send(page, "/door", came="27")
    page = await office.open(f"meetings/{meeting.ref}/door?show=points")
    assert "27 people came" in page.text
    refused = await office.client.post(
        f"/en/console/meetings/{meeting.ref}/door", data={"entry": str(made.entry), "came": "2"}
    )
    assert refused.status_code == 422
    assert (
        await office.client.post(f"/en/console/meetings/{meeting.ref}/door", data={"entry": "x"})
    ).status_code == 404


async def test_an_empty_list_says_that_guests_may_come(office: AtWork, staffed: World):
    meeting = await Hall(staffed).meeting()
    assert "Nobody has registered yet" in (await office.open(f"meetings/{meeting.ref}/people")).text
    assert "Guests come without registering" in (await office.open(f"meetings/{meeting.ref}/door")).text
