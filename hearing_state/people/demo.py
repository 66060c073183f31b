"""Invented people of the demo, with one public password and fixed one-time secrets. Production never loads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.agencies.agency import Post
from hearing_state.agencies.demo import AKIM, CULTURE, DIGITAL, DISTRICT, OKRUG
from hearing_state.db import row, value
from hearing_state.errors import Forbidden
from hearing_state.people import totp
from hearing_state.people.actions.engage_staff import EngageStaff, engage_staff
from hearing_state.people.actions.register_visitor import RegisterVisitor, register_visitor
from hearing_state.people.contact import read_address
from hearing_state.people.passwords import hashed
from hearing_state.people.queries import contact_digest

PASSWORD = "Halyq-uni-2026"  # noqa: S105  public on purpose: the demo shows it on its sign-in page
SINCE = date(2025, 1, 6)
_hash: list[str] = []


@dataclass(frozen=True, slots=True)
class DemoStaff:
    """``body``: the code of a place whose akim's office it is, or a body's address."""

    user_name: str
    given_name: str
    family_name: str
    role: Post
    body: str
    post: tuple[str, str, str]
    totp_secret: str

    @property
    def name_kk(self) -> str:
        return self.post[0]

    @property
    def name_ru(self) -> str:
        return self.post[1]

    @property
    def name_en(self) -> str:
        return self.post[2]


@dataclass(frozen=True, slots=True)
class DemoResident:
    key: str
    given_name: str
    family_name: str
    email: str
    locale: str


STAFF = (
    DemoStaff("operator", "Ботагөз", "Смағұлова", Post.OPERATOR, DISTRICT, ("Қызмет көрсету орталығының операторы", "Оператор центра обслуживания", "Service centre operator"), "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"),
    DemoStaff("clerk", "Айнұр", "Тілеуова", Post.CLERK, DISTRICT, ("Кеңсе маманы", "Специалист канцелярии", "Registry clerk"), "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"),
    DemoStaff("official", "Ержан", "Қалиев", Post.OFFICIAL, DISTRICT, ("Тұрғын үй-коммуналдық шаруашылық бөлімінің бас маманы", "Главный специалист отдела ЖКХ", "Chief specialist, housing and utilities"), "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"),
    DemoStaff("head", "Самат", "Нұрпейісов", Post.HEAD, DISTRICT, AKIM, "NBSWY3DPO5XXE3DENBSWY3DPO5XXE3DE"),
    DemoStaff("official.okrug", "Жанар", "Бекова", Post.OFFICIAL, OKRUG, ("Әкім аппаратының бас маманы", "Главный специалист аппарата акима", "Chief specialist of the akim's office"), "OVZWK4TOMFWWK43POVZWK4TOMFWWK43P"),
    DemoStaff("head.okrug", "Бауыржан", "Омаров", Post.HEAD, OKRUG, AKIM, "PJQXE2LTORUWG4ZAPJQXE2LTORUWG4ZA"),
    DemoStaff("moderator", "Әсел", "Ибраева", Post.MODERATOR, CULTURE, ("Модератор", "Модератор", "Moderator"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
    DemoStaff("moderator2", "Виктор", "Ким", Post.MODERATOR, CULTURE, ("Модератор", "Модератор", "Moderator"), "IFBEGRCFIZDUQSKKIFBEGRCFIZDUQSKK"),
    DemoStaff("auditor", "Людмила", "Петренко", Post.AUDITOR, CULTURE, ("Аудитор", "Аудитор", "Auditor"), "KJKFGVCVKZLVQWK2KJKFGVCVKZLVQWK2"),
    DemoStaff("administrator", "Данияр", "Әлімов", Post.ADMINISTRATOR, DIGITAL, ("Жүйе әкімшісі", "Администратор системы", "System administrator"), "LBMVUW2NLJQXGYLZLBMVUW2NLJQXGYLZ"),
)  # fmt: skip
RESIDENTS = (
    DemoResident("aigul", "Айгүл", "Сәрсенова", "aigul@example.kz", "kk"),
    DemoResident("daulet", "Дәулет", "Жүнісов", "daulet@example.kz", "kk"),
    DemoResident("marina", "Марина", "Соколова", "marina@example.kz", "ru"),
    DemoResident("yerbol", "Ербол", "Тасқынбаев", "yerbol@example.kz", "kk"),
    DemoResident("james", "James", "Whitfield", "james@example.kz", "en"),
)
_BY_USER = "SELECT person_id, totp_last_counter FROM people_staff_credential WHERE user_name = $1"


@dataclass(frozen=True, slots=True)
class ShownAccount:
    """A line of the demo's sign-in page."""

    user_name: str
    staff: DemoStaff
    code: str


async def load(context: Context) -> Mapping[str, UUID]:
    """Open the accounts, appoint, register the residents. Key or user name -> person. May be called again."""
    _only_in_demo(context)
    staff = {each.user_name: await _staff(context, each) for each in STAFF}
    return staff | {each.key: await _resident(context, each) for each in RESIDENTS}


async def shown_accounts(context: Context) -> list[ShownAccount]:
    """The demo's accounts, each with a one-time code that was not used yet; none outside the demo."""
    if context.settings.mode != "demo" or not context.settings.demo:
        return []
    shown = []
    for each in STAFF:
        known = await row(_BY_USER, each.user_name)
        if known is not None:
            code = fresh_code(each, context.now, known["totp_last_counter"])
            shown.append(ShownAccount(each.user_name, each, code))
    return shown


def sign_ins() -> Iterator[str]:
    """Lines for the terminal: who can sign in where."""
    yield f"  Staff: password {PASSWORD}, one-time codes on /kk/console/sign-in"
    yield from (f"    {each.user_name:<16}{each.name_en}" for each in STAFF)
    yield "  Residents: the code lies in the mailbox"
    yield from (f"    {each.email}" for each in RESIDENTS)


def fresh_code(staff: DemoStaff, now: datetime, last_counter: int = 0) -> str:
    """The one-time code of this moment, or the next where this one was used: both are taken for half a minute yet."""
    counter = max(totp.counter_at(now), last_counter + 1)
    return totp.code_for(staff.totp_secret, counter)


def _only_in_demo(context: Context) -> None:
    if context.settings.mode == "production":
        raise Forbidden()


async def _staff(context: Context, each: DemoStaff) -> UUID:
    known = await row(_BY_USER, each.user_name)
    person_id: UUID = known["person_id"] if known else await _engaged(context, each)
    by_place = await agencies.office_at(context, each.body) if each.body.isdigit() else None
    body = by_place or await agencies.by_slug(context, each.body)
    if not await agencies.appointments_of(context, person_id):
        await appoint(
            context,
            Appoint(
                agency=body.slug,
                role=each.role,
                holder_name=f"{each.given_name} {each.family_name}",
                post_kk=each.post[0],
                post_ru=each.post[1],
                post_en=each.post[2],
                from_on=SINCE,
                person_id=person_id,
            ),
        )
    return person_id


async def _engaged(context: Context, each: DemoStaff) -> UUID:
    wish = EngageStaff(
        user_name=each.user_name,
        given_name=each.given_name,
        family_name=each.family_name,
        email=f"{each.user_name}@example.kz",
        password_hash=await _password_hash(),
        totp_secret=each.totp_secret,
    )
    return (await engage_staff(context, wish)).person_id


async def _password_hash() -> str:
    """One hash for all demo accounts: their password is public, and hashing takes its time."""
    if not _hash:
        _hash.append(await hashed(PASSWORD))
    return _hash[0]


async def _resident(context: Context, each: DemoResident) -> UUID:
    address = read_address(each.email)
    known = await value(
        "SELECT person_id FROM people_contact WHERE address_digest = $1", contact_digest(context, address)
    )
    if known is not None:
        return UUID(str(known))
    wish = RegisterVisitor.model_validate(
        {
            "given_name": each.given_name,
            "family_name": each.family_name,
            "contact": each.email,
            "locale": each.locale,
        }
    )
    return (await register_visitor(context, wish)).person_id
