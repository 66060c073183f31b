"""What changed since: rows that bear the transaction which changed them last, read up to where no transaction runs any more.

A table takes part with a column ``changed_in xid8`` that a trigger sets at every change. A number given by a sequence, or an instant,
would be seen out of order: who took it first may commit last. Transactions are read only below the oldest one that still runs, so that
nothing can appear behind a reader who has passed. Those of the server's other databases write nothing here and hold nobody back.

A database that was put back to a moment, or whose standby took its place, gives the numbers that were lost once more, to other
transactions. Its timeline is another one then: a mark says nothing there.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from hearing_state.db.sql import row

_LAST_ID = UUID(int=2**128 - 1)
# A transaction that holds a lock on something in another database runs there. Of any other it is not known, and one that has ended
# meanwhile is read the next time. A standby lists no running transactions, so that all are waited for there.
_SETTLED = """
WITH seen AS (
  SELECT now, pg_is_in_recovery() AS is_standby FROM pg_current_snapshot() now
), elsewhere AS (
  SELECT own.transactionid AS id FROM pg_locks own JOIN pg_locks other USING (virtualtransaction)
   WHERE own.locktype = 'transactionid' AND own.mode = 'ExclusiveLock'
     AND other.database NOT IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
), running AS (
  SELECT id FROM seen, pg_snapshot_xip(now) id WHERE id::xid NOT IN (SELECT id FROM elsewhere)
  UNION ALL SELECT pg_current_xact_id_if_assigned()
)
SELECT CASE WHEN is_standby THEN pg_snapshot_xmin(now) ELSE coalesce((SELECT min(id) FROM running), pg_snapshot_xmax(now)) END::text AS before,
       pg_snapshot_xmax(now)::text AS begun,
       CASE WHEN is_standby THEN '00000000' ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END AS timeline FROM seen
"""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """So far somebody has read: all changes of transactions before ``transaction``, and within it up to ``id``."""

    transaction: int
    id: UUID

    @classmethod
    def all_before(cls, transaction: int) -> Mark:
        return cls(transaction - 1, _LAST_ID)


@dataclass(frozen=True, slots=True)
class Changed:
    """``is_gone``: this reader may not see it any more."""

    mark: Mark
    ref: str
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """``before``: every transaction below it has ended. ``begun``: no transaction from it on has begun. ``timeline``: of the database,
    zeros on a standby, which does not tell.
    """

    before: int
    begun: int
    timeline: str

    def knows(self, mark: Mark, timeline: str) -> bool:
        """Whether a mark that was given on that timeline is one of this database."""
        return mark.transaction < self.begun and self.timeline in {timeline, "00000000"}


async def settled() -> Settled:
    """To be asked before the rows are: what ends in between is read the next time."""
    found = await row(_SETTLED)
    if found is None:
        raise RuntimeError("no snapshot")
    return Settled(int(found["before"]), int(found["begun"]), found["timeline"])
