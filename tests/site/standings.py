"""One standing of each state, as deadlines tell them."""

from __future__ import annotations

from datetime import date

from hearing_state.deadlines.standing import Standing

DUE = date(2026, 12, 14)
RUNNING = Standing("running", DUE, working_days_left=12)
TODAY = Standing("due_soon", DUE, working_days_left=0)
OVERDUE = Standing("overdue", DUE, working_days_late=2)
KEPT = Standing("kept", DUE, settled_on=date(2026, 12, 1))
MISSED = Standing("missed", DUE, working_days_late=21, settled_on=date(2027, 1, 15))
PAUSED = Standing("paused", None)
WITHDRAWN = Standing("withdrawn", DUE, settled_on=date(2026, 12, 1))
ALL = (RUNNING, TODAY, OVERDUE, KEPT, MISSED, PAUSED, WITHDRAWN)
