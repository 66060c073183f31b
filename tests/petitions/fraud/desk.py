"""A petition with its votes before the fraud desk, and two moderators: short ways to what the tests need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import execute, rows, value
from hearing_state.ids import new_id
from hearing_state.jobs import outbox
from hearing_state.jobs.listeners import LISTENERS
from petitions.drafting.models import PetitionRow
from petitions.fraud.actions.invalidate import Invalidate, Ordered, invalidate
from petitions.fraud.conditions import Conditions
from petitions.fraud.models import InvalidationRow
from petitions.fraud.previewing import Preview, previewed
from petitions.signing.actions.count import Count, count
from petitions.signing.actions.recount import Recount, recount
from petitions.signing.signer import block_of, signer_of
from tests.petitions.world import World, later, row_of

WHY = "Бір мекенжайдан бір минут ішінде жүздеген қол қойылған."
ROOM = "198.51.100.9"
"""Behind this address somebody signs for many."""
_PEOPLE = """
INSERT INTO people_person (id, kind, given_name, family_name, locale, made_at)
SELECT id, 'resident', 'Тұрғын', 'Қол', 'kk', $2 FROM unnest($1::uuid[]) AS id
"""
_SIGNATURES = """
INSERT INTO signing_signature (id, petition_id, signer, person_id, shown_name, place_code, proof, comment_state, receipt, is_early, state,
  consent_at, signed_at, changed_at, block)
SELECT gen_random_uuid(), $1, s.signer, s.person, 'Тұрғын Қ.', $4, $5, 'none', s.receipt, false, 'valid', $6, $6, $6, $7
  FROM unnest($2::bytea[], $3::uuid[], $8::text[]) AS s (signer, person, receipt)
"""
_NOTES = """
INSERT INTO signing_change (id, petition_id, place_code, proof, delta, happened_at)
SELECT gen_random_uuid(), $1, $2, $3, 1, $4 FROM generate_series(1, $5)
"""


@dataclass
class Desk:
    """``petition`` is public and needs ``needed`` votes."""

    here: World
    ref: str
    moderator: Context
    second: Context

    @property
    def system(self) -> Context:
        return self.moderator.as_system()

    async def row(self) -> PetitionRow:
        return await row_of(self.ref)

    async def signed(
        self,
        people: int,
        *,
        address: str = "",
        at: datetime | None = None,
        proof: str = "code",
        place: str = "",
        age: timedelta | None = None,
    ) -> list[UUID]:
        """So many people's rows as signing would have left them, without the wait for each."""
        row, moment = await self.row(), at or self.moderator.now - timedelta(hours=1)
        there = replace(self.moderator, address=address, now=moment)
        ids = [new_id() for _number in range(people)]
        await execute(_PEOPLE, ids, moment - (age or timedelta(days=30)))
        signers = [signer_of(there, row.id, each) for each in ids]
        base = int(await value("SELECT count(*) FROM signing_signature") or 0)
        await execute(
            _SIGNATURES,
            row.id,
            signers,
            ids,
            place,
            proof,
            moment,
            block_of(there, row.id),
            [_receipt(base + n) for n in range(people)],
        )
        await execute(_NOTES, row.id, place, proof, moment, people)
        return ids

    async def preview(self, who: Context | None = None, **conditions: Any) -> Preview:
        return await previewed(who or self.moderator, (await self.row()).id, Conditions(**conditions))

    async def ordered(self, who: Context | None = None, reason: str = WHY, **conditions: Any) -> Ordered:
        """Previewed and ordered."""
        seen = await self.preview(who, **conditions)
        return await self.order(seen, who, reason=reason, **conditions)

    async def order(
        self, seen: Preview, who: Context | None = None, reason: str = WHY, **conditions: Any
    ) -> Ordered:
        wish = Invalidate(
            petition=self.ref,
            seen_until=seen.seen_until,
            signatures=seen.signatures,
            seal=seen.seal,
            reason=reason,
            **conditions,
        )
        return await invalidate(who or self.moderator, wish)

    async def invalidation(self, number: int = 1) -> InvalidationRow:
        return await InvalidationRow.get(petition_id=(await self.row()).id, number=number)

    async def block(self, address: str = ROOM, at: datetime | None = None) -> str:
        moment = at or self.moderator.now - timedelta(hours=1)
        there = replace(self.moderator, address=address, now=moment)
        return (block_of(there, (await self.row()).id) or b"").hex()

    async def work(self, rounds: int = 1_000) -> None:
        """The worker does what lies in the outbox, one row at a time, but sends nothing out of the house."""
        while rounds and (claims := await outbox.claim(1, self.system.now, 60)):
            for claim in claims:
                listener = LISTENERS.named(claim.listener)
                assert listener is not None
                if not listener.outward:
                    await listener(self.system, claim.told)
                await outbox.settle(claim, self.system.now)
            rounds -= 1

    async def total(self) -> int:
        """Counted up to now; the recount agrees."""
        await count(later(self.system, seconds=1), Count())
        assert await recount(self.system, Recount()) == 0
        return int(
            await value("SELECT total FROM signing_total WHERE petition_id = $1", (await self.row()).id) or 0
        )

    async def said(self) -> list[str]:
        """What the public log has of it, by name: the tests' clock stands still."""
        found = await rows(
            "SELECT kind FROM ledger_entry WHERE about = $1 AND is_public AND (kind LIKE '%invalid%' OR kind LIKE '%restor%')",
            self.ref,
        )
        return sorted(each["kind"].removeprefix("petition.") for each in found)


def _receipt(number: int) -> str:
    letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
    text = ""
    for _at in range(12):
        number, rest = divmod(number, len(letters))
        text += letters[rest]
    return "-".join(text[at : at + 4] for at in range(0, 12, 4))


async def desk_of(here: World, *, needed: int = 1_000) -> Desk:
    filed = await here.filed()
    row = await row_of(filed.ref)
    row.state, row.published_at, row.collect_until_on, row.needed = (
        "public",
        row.filed_at,
        date(2027, 5, 23),
        needed,
    )
    await row.save()
    return Desk(
        here,
        filed.ref,
        here.as_("moderator", here.oblast.id, person_id=here.okrug.id),
        here.as_("moderator", here.oblast.id, person_id=here.district.id),
    )
