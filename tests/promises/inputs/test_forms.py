"""Whatever is typed into a form: words or a refusal, never a fault; shown escaped; kept as it was typed."""

from __future__ import annotations

import html

import pytest

from tests.promises.faults.saboteur import contents
from tests.promises.town import Town
from tests.questions.pages.browser import form_to, send
from tests.support.whole_life import VILLAGE

HTML = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>"
NASTY = {
    "nul": "до\x00после",
    "bidi": "abc\u202eгнь\u2066x",
    "html": HTML,
    "template": "{{7*7}} {% raise %} ${7*7} #{7*7}",
    "quote": "Robert'); DROP TABLE questions_question;-- \\",
    "emoji": "👩\u200d👩\u200d👧\u200d👦🇰🇿🏳️\u200d🌈" * 8,
    "lines": "a%0aSet-Cookie: x=1\r\nSet-Cookie: y=2\r\n\r\n<html>",
    "combining": "ж" + "\u0301" * 300,
    "likeness": "ﬁ Å ℡ ㎏ \u00ad\u200b",
    "control": "\x1b[31m\x07\x08\x0b",
    "percent": "%s %d %(x)s %ff %",
    "outside": "\U0010ffff\ufffe",
    "formula": "=cmd|' /C calc'!A0",
    "long": "ы" * 60_000,
    "blank": " \u00a0\u2003\n",
}
BYTES = (b"\xff\xfe", b"%ED%A0%80", b"%FF%FE", b"\xed\xa0\x80", b"%", b"%zz%", b"%00")


def _is_shown(page: str, text: str) -> bool:
    return HTML not in page and "<script>alert" not in page and "onerror=alert(2)>\"'><b>" not in page


@pytest.mark.parametrize("name", NASTY)
async def test_every_field_of_asking_takes_it_or_says_why_not(town: Town, name: str):
    text, wrong = NASTY[name], []
    browser = await town.seat("aigul")
    page = await send(browser, await browser.get("/en/ask", params={"place": VILLAGE}), "/ask", place=VILLAGE)
    told = {
        "topic": "roads",
        "title": "A title that is long enough",
        "text": "A text that is long enough, too.",
        "language": "en",
    }
    for fields in ({"title": text}, {"text": text}, {"topic": text}, {"language": text}):
        answer = await browser.post(
            form_to(page, "/question").action, data={**form_to(page, "/question").values, **told, **fields}
        )
        wrong += _faults(answer, text, fields)
        if (
            answer.status_code == 422
            and "title" in fields
            and len(text) < 100
            and name not in ("nul", "blank")
        ):
            assert text.replace("\r\n", "\n")[:20] in html.unescape(answer.text), "what was typed is gone"
    page = await send(browser, page, "/question", **told)
    for fields in ({"points": [text, text]}, {"place": text}):
        wrong += _faults(
            await browser.post(
                form_to(page, "/details").action, data={**form_to(page, "/details").values, **fields}
            ),
            text,
            fields,
        )
    page = await send(browser, page, "/details", points=["", ""])
    for fields in (
        {"kind": text},
        {"visibility": text, "kind": "inquiry"},
        {"agency": text, "kind": "inquiry", "visibility": "public"},
    ):
        wrong += _faults(
            await browser.post(
                form_to(page, "/body").action, data={**form_to(page, "/body").values, **fields}
            ),
            text,
            fields,
        )
    assert wrong == []


FORMS = (
    ("visitor", "/en/sign-in", {"contact": "*", "next": "*"}),
    ("visitor", "/en/sign-in/code", {"code": "*", "next": "*"}),
    ("visitor", "/en/console/sign-in", {"user_name": "*", "password": "*", "code": "*", "next": "*"}),
    ("james", "/en/report/{about}", {"reason": "*", "text": "*"}),
    ("aigul", "/en/me/name", {"given_name": "*", "family_name": "*"}),
    ("aigul", "/en/me/language", {"language": "*"}),
    ("james", "/en/me/notifications", {"wanted": "*"}),
    (
        "official",
        "/en/console/questions/{ref}/answer",
        {"text": "*", "law": "*", "complaint": "*", "language": "*", "point-1-text": "*"},
    ),
    ("official", "/en/console/questions/{ref}/remark", {"text": "*"}),
    ("official", "/en/console/questions/{ref}/mask", {"part": "*", "fragment": "*", "reason": "*"}),
    ("official", "/en/console/questions/{ref}/redirect", {"agency": "*", "reason": "*"}),
    ("official", "/en/console/questions/{ref}/return", {"defects": "*", "until_on": "*"}),
    ("head", "/en/console/questions/{ref}/extend", {"reason": "*", "until_on": "*"}),
    ("official", "/en/console/templates/new", {"name": "*", "text": "*", "language": "*", "agency": "*"}),
    (
        "operator",
        "/en/console/desk/visitor",
        {"given_name": "*", "family_name": "*", "contact": "*", "iin": "*", "locale": "*"},
    ),
    ("administrator", "/en/console/new-body", {"kind": "*", "name_kk": "*", "name_ru": "*", "name_en": "*"}),
    (
        "administrator",
        "/en/console/staff",
        {"user_name": "*", "given_name": "*", "family_name": "*", "email": "*"},
    ),
    (
        "administrator",
        "/en/console/calendar/decree",
        {"source": "*", "decided_on": "*", "days": "*", "until_on": "*"},
    ),
)


@pytest.mark.parametrize(
    ("who", "path", "fields"),
    FORMS,
    ids=lambda given: given if isinstance(given, str) and given[0] == "/" else "",
)
async def test_every_other_form_takes_it_or_says_why_not(
    town: Town, who: str, path: str, fields: dict[str, str]
):
    browser, wrong = await town.seat(who), []
    address = path.format(**{name: town.things[name] for name in ("ref", "about")})
    for name, text in NASTY.items():
        answer = await browser.post(address, data=dict.fromkeys(fields, text))
        wrong += _faults(answer, text, {path: name})
    for raw in BYTES:
        body = b"&".join(field.encode() + b"=" + raw for field in fields)
        answer = await browser.post(
            address, content=body, headers={"content-type": "application/x-www-form-urlencoded"}
        )
        wrong += _faults(answer, "", {path: raw})
    assert wrong == []


def _faults(answer, text: str, fields: object) -> list[str]:
    found = [f"{str(fields)[:60]}: {answer.status_code}"] if answer.status_code >= 500 else []
    if not _is_shown(answer.text, text):
        found.append(f"{str(fields)[:60]}: not escaped")
    if "set-cookie" in answer.headers and (
        "x=1" in answer.headers["set-cookie"] or "y=2" in answer.headers["set-cookie"]
    ):
        found.append(f"{str(fields)[:60]}: a header was made")
    return found


async def test_a_megabyte_is_too_large_and_costs_nothing(town: Town):
    before = await contents()
    browser = await town.seat("james")
    for path in ("/en/sign-in", f"/en/report/{town.things['about']}"):
        answer = await browser.post(path, data={"contact": "x" * 1_000_000, "text": "x" * 1_000_000})
        assert answer.status_code == 413, path
    assert await contents() == before


ODD = (
    "/en/questions/%ff", "/en/questions/%ed%a0%80", "/en/%2e%2e/console", "/en/questions/%00", "/en/search?q=%ff", "/en/search?q=%ed%a0%80",
    "/en/%", "/en/places/%E2%80%AE", "/en/questions?page=-1", "/en/questions?page=99999999999999999999", "/en/questions?page=%D9%A1",
    "/en/calculator?rule=appeal.answer&day=9999-12-31", "/en/calculator?rule=appeal.answer&day=0001-01-01", "/en/deadlines?tab=%27&agency=%27",
    "/en/questions?q=%25%25%25%5C", "/en/search?q=%28%28%7C%26%21", "/static/x/%2e%2e/%2e%2e/settings.py", "/static/x/..%2f..%2fsettings.py",
    "/api/v1/questions?cursor=zzz", "/api/v1/questions?limit=-1", "/files/x/%ff", "/en/unsubscribe/%ff", "/en/sign-in?next=//evil.example",
    "/en/sign-in?next=%0d%0aX-Forged:1", "/en/console/sign-in?next=https://evil.example", "//evil.example/en", "/en//evil.example",
)  # fmt: skip


async def test_odd_addresses_are_answered_in_words(town: Town):
    for who in ("visitor", "auditor"):
        browser = await town.seat(who)
        for path in ODD:
            answer = await browser.get(path)
            assert answer.status_code < 500, path
            assert (
                "evil.example"
                not in answer.headers.get("location", "")
                .partition("?")[0]
                .replace("//evil.example", "", 0)
                .removeprefix("http://house.test")[:16]
            ), path
            assert "x-forged" not in answer.headers
            assert "content-security-policy" in answer.headers, path


async def test_other_methods_are_not_offered(town: Town):
    browser = await town.seat("administrator")
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "BREW"):
        for path in ("/en/questions", "/en/console/staff", "/api/v1/questions", "/en/sign-in"):
            answer = await browser.request(method, path)
            assert answer.status_code in (403, 404, 405), (method, path, answer.status_code)
