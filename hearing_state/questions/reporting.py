"""Questions as things that readers report and moderators decide on; what a decision does to them."""

from __future__ import annotations

from hearing_state.actions import Context, by_law
from hearing_state.db import row
from hearing_state.ids import is_reference
from hearing_state.jobs.listeners import Told, job
from hearing_state.moderation.things import Thing
from hearing_state.questions import slips
from hearing_state.questions.actions.screen import Screen, screen
from hearing_state.questions.models import QuestionRow
from hearing_state.questions.question import Screening
from hearing_state.questions.sight import sight, subject_of

_ONE = "SELECT ref, title, language, agency_id, asker_id, state, screening FROM questions_question WHERE ref = $1"


async def reportable(context: Context, about: str) -> Thing | None:
    """The question if this reader sees its content; under the same series of numbers, what was asked ahead of a meeting."""
    found = await row(_ONE, about)
    if found is None:
        return await slips.thing_of(context, about)
    seen = sight(context, subject_of(found), found["screening"])
    if (
        not seen.content or seen.outsider
    ):  # whoever only oversees a private question reports nothing to moderators, who may not read it
        return None
    return Thing(about, found["title"], f"/{context.locale}/questions/{about}", found["asker_id"])


@job("moderation.decided")
async def hide_what_was_decided(context: Context, told: Told) -> None:
    """A report was upheld with a reason that hides."""
    if told.payload["hides"] and await _screening(told.about) in (Screening.PUBLISHED, Screening.WAITING):
        wish = Screen(question=told.about, verdict="hide", reason=told.payload["reason"])
        await by_law(context, screen, wish)


@job("moderation.appeal_decided")
async def show_again_on_appeal(context: Context, told: Told) -> None:
    """The decision that hid it does not stand."""
    is_granted = told.payload["outcome"] == "granted"
    if is_granted and await _screening(told.about) == Screening.HIDDEN:
        await by_law(context, screen, Screen(question=told.about, verdict="publish"))


async def _screening(about: str) -> str:
    found = await QuestionRow.get_or_none(ref=about) if is_reference(about, "Q") else None
    return found.screening if found else ""


LISTENERS = (hide_what_was_decided, show_again_on_appeal)
