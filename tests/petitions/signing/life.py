"""Petitions are signed and counted: every action of this room once."""

from __future__ import annotations

from dataclasses import replace

from hearing_state.actions import Context
from hearing_state.db import execute, value
from hearing_state.people import iin
from hearing_state.permissions import SYSTEM, Role
from petitions.drafting import queries as drafting
from petitions.signing import statement
from petitions.signing.sheets import file_about
from tests.petitions.drafting.life import filed
from tests.support.authority import Authority
from tests.support.whole_life import Life


async def live(life: Life) -> None:
    system = replace(life._context, actor=SYSTEM)
    _ref, link = await filed(life, "daulet", "Көшелерге жаңа шамдар орнату және ескілерін жөндеу")
    said = {"petition": link, "consent": True, "comment": "Дұрыс ұсыныс."}
    await life.call(life.as_("aigul"), "petition.sign", **said)
    await life.call(life.as_("marina"), "petition.sign", petition=link, consent=True)
    await two_accounts(life, system, _ref, link)
    await life.call(life.as_("marina"), "petition.unsign", petition=link)
    waiting = await value("SELECT id FROM signing_signature WHERE comment_state = 'waiting'")
    moderator = life.as_("moderator", Role.MODERATOR, "culture")
    await life.call(moderator, "petition.screen_comment", signature=waiting, verdict="publish")
    await with_a_key(life, system, link)
    await on_paper(life, _ref)
    await life.call(system, "petition.count")
    await a_recount_differs(life, system)
    await life.call(system, "petition.forget_signers")


async def two_accounts(life: Life, system: Context, ref: str, link: str) -> None:
    """Marina has signed by a second account, too; then both proved to be hers."""
    second, first = life.as_("daulet"), life.as_("marina")
    await life.call(second, "petition.sign", petition=link, consent=True)
    joined = {"account": second.actor.person_id, "human": first.actor.person_id}
    await life.call(system, "petition.unite_signatures", petition=ref, **joined)


async def a_recount_differs(life: Life, system: Context) -> None:
    """Somebody's hand was in the rows, and was taken out again."""
    await execute("UPDATE signing_total SET total = total + 1")
    await life.call(system, "petition.recount")
    await execute("UPDATE signing_total SET total = total - 1")
    await life.call(system, "petition.recount")


async def with_a_key(life: Life, system: Context, link: str) -> None:
    """Yerbol hands in an electronic signature; the authority's answer is told by the house."""
    folder = life._context.settings.data_dir
    folder.mkdir(parents=True, exist_ok=True)
    authority = Authority(life._context.now)
    settings = life._context.settings.model_copy(update={"eds_roots": str(authority.trusted(folder))})
    yerbol = replace(life.as_("yerbol"), settings=settings)
    row = await drafting.by_key(yerbol, link)
    words = await statement.words(yerbol, row, yerbol.actor.person_id, yerbol.now)
    key = authority.person("990101000004", "ЕРБОЛ", "ТАСҚЫНБАЕВ")
    said = {"petition": link, "made_at": yerbol.now, "cms": key.signs(words.encode()), "consent": True}
    handed = await life.call(yerbol, "petition.hand_in", **said)
    who = {"iin": "990101000004", "given_name": "Ербол", "family_name": "Тасқынбаев"}
    await life.call(system, "petition.settle_proof", proof=handed.proof, standing="good", **who)
    await life.call(yerbol, "petition.sign_proven", petition=link, proof=handed.proof)


async def on_paper(life: Life, ref: str) -> None:
    clerk, second = (
        life.as_("moderator", Role.MODERATOR, "culture"),
        life.as_("moderator2", Role.MODERATOR, "culture"),
    )
    scan = await life.call(
        clerk, "file.store", name="парақ.txt", content="Қол қойылған парақтың көшірмесі.".encode()
    )
    lines = "\n".join(f"{number} Сынақов Қолтаңба" for number in numbers(21))
    entered = await life.call(
        clerk, "petition.enter_sheet", petition=ref, number="1", lines=lines, file=scan.id
    )
    await life.call(second, "petition.confirm_sheet", sheet=entered.sheet)
    await life.call(
        second, "petition.undo_sheet", sheet=entered.sheet, reason="Парақ басқа петицияға тиесілі."
    )
    await life.call(replace(life._context, actor=SYSTEM), "file.forget", about=file_about(entered.sheet))


def numbers(how_many: int) -> list[str]:
    """IINs that nobody bears."""
    found = (f"{550101000000 + number:012d}" for number in range(1000, 9999))
    return [each for each in found if iin.is_valid(each)][:how_many]
