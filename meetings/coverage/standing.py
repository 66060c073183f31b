"""How every duty stands, in one statement: duties as they are, joined with the meetings of their office in their place.

Set against ``meetings.duties.duty.standing_of``, which says the same of one duty and is what the tests hold this to.

$1 today, $2 now, $3 the midnight after today, then by kind of period (year, half-year, quarter, month): $4 beginnings of the
last whole period, $5 of the present one, $6 its end, $7 the first day of the last whole period, $8 whether the present one is
near its end. What narrows the duties begins with $9.
"""

from __future__ import annotations

from meetings.duties.queries import IN_FORCE, INHABITED

_KINDS = "ARRAY['year', 'half_year', 'quarter', 'month']"
HAPPENED = "m.state IN ('live', 'held', 'recorded')"
AHEAD = "m.state IN ('planned', 'announced') AND m.ends_at > $2"
# Four numbers of one duty in one: so many thousand meetings lie in no period.
_BEFORE, _SINCE, _PRESENT, _PLANNED = 1, 1 << 16, 1 << 32, 1 << 48
FIRST_FREE = 9
"""The number of the first parameter for what narrows the duties."""


_STANDING = """
s AS (
  SELECT owing.*, CASE
           WHEN held_since < missing THEN 'overdue'
           WHEN least(held_since - missing, held_present) >= times THEN 'met'
           WHEN least(held_since - missing, held_present) + planned >= times THEN 'planned'
           WHEN ($8::boolean[])[n] THEN 'due_soon'
           ELSE 'open' END AS standing
    FROM owing)"""


def standings(where: str = "TRUE", *, more: str = "") -> str:
    """``WITH …`` up to the relation ``s``: one row for each duty ``d`` that ``where`` leaves, with its standing.

    ``n``: the kind of the present period; ``b``: of the period that is judged. They differ where a rule was changed within that
    period: it is judged by the longer of the two intervals. ``is_judged``: a whole period has passed that counts.
    """
    return f"""
WITH duty AS MATERIALIZED (
  SELECT d.rule_id, d.rule_key, d.agency_id, d.place_code, d.where_met, d.times, d.period, d.announce_days, d.may_deputise, d.counted_from,
         coalesce(d.place_code, '') AS spot, k.n, CASE WHEN k.is_changed THEN least(k.n, k.former_n) ELSE k.n END AS b,
         CASE WHEN NOT k.is_changed OR k.former_n > k.n THEN d.times WHEN k.former_n < k.n THEN d.former_times
              ELSE least(d.times, d.former_times) END AS times_before
    FROM duties_duty d CROSS JOIN LATERAL (
         SELECT array_position({_KINDS}, d.period::text) AS n, array_position({_KINDS}, d.former_period::text) AS former_n,
                d.former_period IS NOT NULL AND d.from_on > ($7::date[])[array_position({_KINDS}, d.period::text)] AS is_changed) k
   WHERE {IN_FORCE} AND {INHABITED} AND {where}),
office AS (SELECT DISTINCT agency_id, n, b, place_code IS NULL AS is_country FROM duty),
counted AS (
  SELECT m.agency_id, CASE WHEN o.is_country THEN '' ELSE m.place_code END AS spot, o.n, o.b,
         sum(CASE WHEN {HAPPENED} THEN
                    CASE WHEN m.starts_at >= $3 THEN 0 WHEN m.starts_at >= ($5::timestamptz[])[o.n] THEN {_SINCE + _PRESENT}
                         WHEN m.starts_at >= ($5::timestamptz[])[o.b] THEN {_SINCE} ELSE {_BEFORE} END
                  WHEN {AHEAD} AND m.starts_at < ($6::timestamptz[])[o.n] THEN {_PLANNED} ELSE 0 END)::bigint AS packed
    FROM office o JOIN schedule_meeting m ON m.agency_id = o.agency_id
   WHERE m.state <> 'cancelled' AND m.starts_at >= ($4::timestamptz[])[o.b] AND m.starts_at < ($6::timestamptz[])[o.n]
   GROUP BY 1, 2, 3, 4),
number AS (
  SELECT j.*, ($7::date[])[j.b] >= j.counted_from AS is_judged, coalesce(c.packed, 0) & 65535 AS held_before,
         (coalesce(c.packed, 0) >> 16) & 65535 AS held_since, (coalesce(c.packed, 0) >> 32) & 65535 AS held_present,
         coalesce(c.packed, 0) >> 48 AS planned
    FROM duty j LEFT JOIN counted c ON c.agency_id = j.agency_id AND c.spot = j.spot AND c.n = j.n AND c.b = j.b),
owing AS (
  SELECT number.*, CASE WHEN is_judged THEN greatest(0, times_before - held_before) ELSE 0 END AS missing FROM number),
{_STANDING}{more}
"""


TOTALS = """
count(*)::int AS duties, count(*) FILTER (WHERE s.standing = 'met')::int AS met,
count(*) FILTER (WHERE s.standing = 'planned')::int AS planned, count(*) FILTER (WHERE s.standing = 'open')::int AS open,
count(*) FILTER (WHERE s.standing = 'due_soon')::int AS due_soon, count(*) FILTER (WHERE s.standing = 'overdue')::int AS overdue,
count(*) FILTER (WHERE s.is_judged)::int AS judged
"""
"""Of the rows of ``s`` in a group."""
