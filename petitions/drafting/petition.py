"""A petition: its states, its words, its windows. Pure. Source: APPC, chapter 12-1, articles 90-1 to 90-6."""

from __future__ import annotations

from enum import StrEnum

from hearing_state.lifecycle import Lifecycle

TITLE_MIN, TITLE_MAX = 10, 150
TEXT_MIN, TEXT_MAX = 30, 5_000
EARLY_SUPPORTERS = 50
"""So many must join before anybody checks it (90-2(4)1)."""
BLOCK_YEARS = 1
"""After a decision nobody petitions on the same subject for so long (90-2(4)3)."""
STATE_LANGUAGE = "kk"


class State(StrEnum):
    DRAFT = "draft"
    GATHERING = "gathering"
    LAPSED = "lapsed"
    CHECKING = "checking"
    REJECTED = "rejected"
    PUBLIC = "public"
    RETURNED = "returned"
    REACHED = "reached"
    SENT = "sent"
    REGISTERED = "registered"
    CONSIDERING = "considering"
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


_DECIDED = {"grant": State.GRANTED, "grant_partly": State.PARTLY, "refuse": State.REFUSED}
_BEFORE_DECISION = (
    State.GATHERING, State.CHECKING, State.PUBLIC, State.REACHED, State.SENT, State.REGISTERED, State.CONSIDERING,
)  # fmt: skip
LIFECYCLE = Lifecycle(
    "petition",
    {
        (State.DRAFT, "file"): State.GATHERING,
        (State.GATHERING, "reach_fifty"): State.CHECKING,
        (State.GATHERING, "lapse"): State.LAPSED,
        (State.CHECKING, "publish"): State.PUBLIC,
        (State.CHECKING, "reject"): State.REJECTED,
        (State.REJECTED, "publish"): State.PUBLIC,  # an appeal was granted
        (State.PUBLIC, "reach"): State.REACHED,
        (State.REACHED, "fall_back"): State.PUBLIC,  # signatures went before it was sent
        (State.REACHED, "send"): State.SENT,
        (State.PUBLIC, "return_unreached"): State.RETURNED,
        (State.SENT, "register"): State.REGISTERED,
        (State.REGISTERED, "take_step"): State.CONSIDERING,
        (State.CONSIDERING, "take_step"): State.CONSIDERING,
        **{(before, verb): after for before in (State.REGISTERED, State.CONSIDERING) for verb, after in _DECIDED.items()},
        # The law says nothing of taking a petition back; by analogy with appeals, until the decision (64(9)).
        **{(before, "withdraw"): State.WITHDRAWN for before in _BEFORE_DECISION},
    },
)  # fmt: skip

JOINABLE = (State.GATHERING, State.PUBLIC, State.REACHED)
"""Where one may sign. A reached petition is signed until it is sent."""
SIGNATURE_HELD = (State.GATHERING, State.CHECKING, State.PUBLIC, State.REACHED)
"""Where one's own signature may still be taken back."""
BY_LINK_ONLY = (State.GATHERING, State.LAPSED, State.CHECKING, State.WITHDRAWN)
"""Where the public does not read it: only its author, and whoever holds the direct link."""
OPEN_TO_ALL = (
    State.PUBLIC, State.RETURNED, State.REACHED, State.SENT, State.REGISTERED, State.CONSIDERING, State.GRANTED,
    State.PARTLY, State.REFUSED, State.REJECTED,
)  # fmt: skip
STILL_OPEN = (State.PUBLIC, State.REACHED, State.SENT, State.REGISTERED, State.CONSIDERING)
"""A petition on the same subject that stands in one of these blocks a new one (90-2(4)3)."""
DECIDED = (State.GRANTED, State.PARTLY, State.REFUSED)
