"""A village, its akims' offices, people who petition and sign: short ways to what the tests need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from petitions.drafting.actions.file import File, Filed, file
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import EARLY_SUPPORTERS
from petitions.signing.actions.count import Count, count
from petitions.signing.actions.sign import Sign, Signed, sign
from tests.agencies.country import ABAI_DISTRICT, ABAI_OBLAST, QARAAUYL, QARAAUYL_OKRUG, mapped, office
from tests.questions.world import person
from tests.support.contexts import NOON, AsRole

TITLE_KK = "Қараауыл ауылында өзен үстіне жаңа көпір салу"
TITLE_RU = "Построить в селе Караауыл новый мост через реку"
PROPOSAL = "Өзен үстіне жаяу жүргіншілерге және көліктерге арналған жаңа көпір салынсын, құрылысы келесі жылы аяқталсын."
REASONS = "Ескі көпір 1974 жылы салынған, көктемде су басады, балалар мектепке бара алмай қалады."


@dataclass
class World:
    as_: AsRole
    okrug: Agency
    district: Agency
    oblast: Agency
    aigul: UUID
    daulet: UUID

    @property
    def system(self) -> Context:
        return self.as_("system")

    @property
    def author(self) -> Context:
        return self.as_("resident", person_id=self.aigul)

    @property
    def neighbour(self) -> Context:
        return self.as_("resident", person_id=self.daulet)

    @property
    def visitor(self) -> Context:
        return self.as_("visitor")

    @property
    def administrator(self) -> Context:
        return self.as_("administrator", self.oblast.id)

    async def filed(self, context: Context | None = None, **more: Any) -> Filed:
        """To the oblast's akim, whose population is known: one per cent of 595,676."""
        given = {
            "title": TITLE_KK, "topic": "roads", "agency": self.oblast.slug, "reasons": REASONS, "proposal": PROPOSAL, "language": "kk",
            "place": QARAAUYL, "consent": True, **more,
        }  # fmt: skip
        return await file(context or self.author, File(**given))

    async def signed_by(self, people: int, key: str, *, at: Context | None = None) -> list[Signed]:
        """So many people whom nobody met before."""
        made = []
        for _number in range(people):
            signer = self.as_("resident", person_id=await person("Тұрғын", "Қол"))
            signer = replace(signer, now=at.now) if at else signer
            made.append(await sign(signer, Sign(petition=key, consent=True)))
        return made

    async def counted(self, **by: float) -> int:
        return await count(later(self.system, **by), Count())

    async def checking(self, **more: Any) -> Filed:
        """Fifty have joined."""
        filed = await self.filed(**more)
        await self.signed_by(EARLY_SUPPORTERS, filed.link)
        await self.counted()
        return filed


def later(context: Context, **by: float) -> Context:
    """The same person so much later."""
    return replace(context, now=context.now + timedelta(**by))


async def row_of(ref: str) -> PetitionRow:
    return await PetitionRow.get(ref=ref)


async def world(as_: AsRole) -> World:
    system = as_("system", at=NOON)
    await mapped(system)
    return World(
        as_,
        okrug=await office(system, QARAAUYL_OKRUG),
        district=await office(system, ABAI_DISTRICT),
        oblast=await office(system, ABAI_OBLAST),
        aigul=await person("Айгүл", "Сәтбаева"),
        daulet=await person("Дәулет", "Жүнісов"),
    )
