"""The tables hold at the doors: every page of the house, opened by everybody."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from hearing_state.db import execute, rows
from tests.promises.faults.saboteur import contents
from tests.promises.town import MISSING, RESIDENTS, SEATS, STAFF, VISITOR, Door, Town, doors
from tests.support.app import ORIGIN

SIGN_IN = "/console/sign-in"
OUTSIDE = (VISITOR, "aigul")
# Names of things that are somebody's; places, bodies and topics are everybody's.
SOMEBODYS = {
    "ref",
    "about",
    "person",
    "consultation",
    "template",
    "row",
    "draft",
    "id",
    "token",
    "subscription",
    "export",
}
_PASSING = re.compile(
    rb'name="_(csrf|once)" value="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}|Q-2026-\d{6}|/(kk|ru|en)/[^"<]*'
)


def same(body: bytes) -> bytes:
    """The page without what every request has of its own: keys, the request's number, the address."""
    return _PASSING.sub(b"", body)


async def test_everybody_opens_every_page_and_only_those_with_a_post_come_into_the_workplace(town: Town):
    """Also: no page fails, none changes anything, each says what browsers may load."""
    await execute("UPDATE people_session SET seen_at = '2026-11-23 12:00+05'")
    before = await contents()
    wrong, opened = [], defaultdict(set)
    for who in SEATS:
        browser = await town.seat(who)
        for door in doors():
            answer = await browser.get(town.address(door))
            status = answer.status_code
            if status >= 500 and door.path != "/readyz":
                wrong.append(f"{who} {door.path}: {status}")
            if "content-security-policy" not in answer.headers:
                wrong.append(f"{who} {door.path}: no CSP")
            if status == 200:
                opened[door.path].add(who)
            if door.is_console and door.path != SIGN_IN:
                wanted = {VISITOR: (303,), "aigul": (403,)}.get(who, (200, 303, 403, 404))
                is_led = who != VISITOR or f"/kk{SIGN_IN}?" in answer.headers.get("location", "")
                if status not in wanted or not is_led:
                    wrong.append(f"{who} {door.path}: {status}")
    assert wrong == []
    assert await contents() == before
    pages = [door.path for door in doors() if door.is_console and door.path != SIGN_IN]
    assert not [path for path in pages if opened[path] & set(OUTSIDE)]
    print(f"\n{sum(1 for _ in doors()) * len(SEATS)} pages opened, {len(pages)} of the workplace")


async def test_asking_for_the_head_of_a_page_is_like_asking_for_the_page(town: Town):
    """Link checkers and old proxies ask so."""
    for who in (VISITOR, "aigul", "auditor", "official"):
        browser = await town.seat(who)
        for door in doors():
            address = town.address(door)
            assert (await browser.head(address)).status_code == (await browser.get(address)).status_code, (
                door.path
            )


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_what_is_not_yours_looks_like_what_is_not_there(town: Town, method: str):
    different, asked = [], 0
    for who in SEATS:
        browser = await town.seat(who)
        for door in doors(method):
            if not SOMEBODYS & set(door.names):
                continue
            asked += 1
            there = await browser.request(method, town.address(door), data=None if method == "GET" else {})
            missing = await browser.request(
                method, _missing(town, door), data=None if method == "GET" else {}
            )
            if there.status_code < 400 or there.status_code in (409, 422) or await _sees(town, door):
                continue  # it is theirs to see, whatever they may do with it
            if (there.status_code, same(there.content)) != (missing.status_code, same(missing.content)):
                different.append(f"{who} {method} {door.path}: {there.status_code} {missing.status_code}")
    assert different == []
    print(f"\n{asked} pairs")


def _missing(town: Town, door: Door) -> str:
    return town.address(door, **{name: MISSING[name] for name in door.names if name in SOMEBODYS})


async def _sees(town: Town, door: Door) -> bool:
    """Whether whoever sits there can open the thing itself."""
    start = "/console/questions/{ref}" if door.is_console else "/questions/{ref}"
    if not door.path.startswith(start):
        return False
    address = f"/kk{start}".replace("{ref}", town.things["ref"])
    return (await town.client.get(address)).status_code == 200


async def test_no_form_is_taken_from_another_site(town: Town):
    """Every POST, by a browser that says where the form was, in each of three ways."""
    before, refused = await contents(), 0
    for who in (VISITOR, "aigul", "official", "administrator"):
        browser = await town.seat(who)
        for door in doors("POST"):
            if door.path.startswith("/api/"):
                continue  # knows no cookie
            for headers in (
                {"origin": "https://elsewhere.example"},
                {"origin": "null"},
                {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
                {"origin": "", "referer": "https://elsewhere.example/x"},
            ):
                answer = await browser.post(town.address(door), headers=headers, data={"_csrf": "x"})
                assert answer.status_code == 403, (who, door.path, headers, answer.status_code)
                refused += 1
    assert await contents() == before
    print(f"\n{refused} refused")


async def test_the_telephones_door_takes_no_cookie(town: Town):
    for who in ("aigul", "administrator"):
        browser = await town.seat(who)
        assert (await browser.get("/api/v1/me/questions")).status_code == 401
        assert (await browser.delete("/api/v1/session")).status_code == 401


async def test_of_the_work_of_one_body_another_sees_nothing(town: Town):
    """Notes, advice, drafts, wordings: told apart by marks that nothing else bears."""
    await execute("UPDATE questions_note SET text = 'INNER-MARK-1'")
    await execute("UPDATE questions_consultation SET text = 'INNER-MARK-2', advice = 'INNER-MARK-3'")
    await execute(
        "UPDATE questions_template SET text = 'INNER-MARK-4', name = 'INNER-MARK-5', removed_at = NULL"
    )
    await execute("UPDATE questions_mask SET before = before || ' INNER-MARK-6'")
    await execute(
        "UPDATE questions_question SET title = 'INNER-MARK-7', text = 'INNER-MARK-8' WHERE screening = 'private'"
    )
    held = {each["user_name"]: each["bodies"] for each in await rows(_BODIES)}
    seen: dict[str, set[str]] = defaultdict(set)
    refs = [each["ref"] for each in await rows(_MARKED)]
    for who in (VISITOR, "james", "official.okrug", "operator", "administrator", "official"):
        browser = await town.seat(who)
        for door in doors():
            instead = (
                [{"ref": ref, "about": ref} for ref in refs] if {"ref", "about"} & set(door.names) else [{}]
            )
            for things in instead:
                answer = await browser.get(town.address(door, **things))
                assert answer.status_code < 500 or door.path == "/readyz", (who, door.path, things)
                for mark in re.findall(r"INNER-MARK-\d", answer.text):
                    seen[who].add(mark)
    assert held["official"] != held["official.okrug"]
    assert seen.pop("official") >= {"INNER-MARK-1", "INNER-MARK-2", "INNER-MARK-4"}
    assert dict(seen) == {}


# One question for each kind of mark.
_MARKED = """
SELECT min(q.ref) AS ref FROM questions_question q JOIN questions_note n ON n.question_id = q.id
UNION SELECT min(q.ref) FROM questions_question q JOIN questions_mask m ON m.question_id = q.id
UNION SELECT min(q.ref) FROM questions_question q JOIN files_attachment f ON f.attached_to = q.ref
UNION SELECT min(ref) FROM questions_question WHERE screening = 'private'
"""
_BODIES = """
SELECT c.user_name, array_agg(g.agency_id ORDER BY g.agency_id) AS bodies
  FROM people_staff_credential c JOIN agencies_grant g ON g.person_id = c.person_id GROUP BY 1
"""


def test_the_town_has_everybody():
    assert set(SEATS) - {VISITOR} <= {*STAFF, *RESIDENTS}
