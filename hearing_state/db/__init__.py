"""Connection, transaction, plain SQL, migrations. What it takes from Tortoise and asyncpg ends here."""

from hearing_state.db.connection import connected, database_config, direct, here, using
from hearing_state.db.drift import drift
from hearing_state.db.gathered import Gathered, GatheredHere
from hearing_state.db.migrate import make_migration, migrate, pending_changes
from hearing_state.db.sql import (
    Clash,
    database_away,
    execute,
    is_in_transaction,
    retrying,
    row,
    rows,
    rows_replanned,
    transaction,
    value,
    violated,
)

__all__ = [
    "Clash",
    "Gathered",
    "GatheredHere",
    "connected",
    "database_away",
    "database_config",
    "direct",
    "drift",
    "execute",
    "here",
    "is_in_transaction",
    "make_migration",
    "migrate",
    "pending_changes",
    "retrying",
    "row",
    "rows",
    "rows_replanned",
    "transaction",
    "using",
    "value",
    "violated",
]
