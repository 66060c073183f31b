"""What a question says where its link is passed on: the lines in its page's head, and a picture. Only of what everybody reads."""

from __future__ import annotations

from starlette.requests import Request

from hearing_state.errors import NotFound
from hearing_state.i18n import day, gettext, local_name
from hearing_state.questions.pages.wording import state_name
from hearing_state.questions.question import ENDED_WITHOUT, Screening
from hearing_state.questions.views import Shown
from hearing_state.web.share_picture import Head, Share, head


def head_of(request: Request, shown: Shown) -> Head | None:
    """None for what not everybody reads, whoever is looking."""
    if not is_for_all(shown):
        return None
    standing = ", ".join(filter(None, standing_said(shown)))
    said = (standing, local_name(shown.agency), shown.text)
    return head(request, shown.title, said, "question", ref=shown.ref)


def standing_said(shown: Shown) -> tuple[str, str]:
    """How it stands, and the day of that."""
    clock, state = shown.standing, state_name(shown.state)
    if clock is None or clock.state == "paused":
        return state, ""
    if clock.settled_on is not None:
        if shown.state in ENDED_WITHOUT or clock.state == "withdrawn":
            return state, day(clock.settled_on)
        said = gettext("Answered on time") if clock.state == "kept" else gettext("Answered late")
        return said, day(clock.settled_on)
    due = day(clock.due_on) if clock.due_on else ""
    if clock.state == "overdue":
        return gettext("No answer"), gettext("The last day was %(day)s", day=due)
    return gettext("The answer is due"), gettext("last day: %(day)s", day=due)


def share_of(shown: Shown) -> Share:
    """Raises NotFound where the question is not for everybody, also for those who may read it: what is passed on is seen by all."""
    if not is_for_all(shown):
        raise NotFound("question.not_found")
    said, on = standing_said(shown)
    return Share(
        site=gettext("Hearing State"),
        above=gettext("Question %(number)s", number=shown.ref),
        title=shown.title,
        below=local_name(shown.agency),
        number=said,
        beside=on,
        between=local_name(shown.place),
    )


def is_for_all(shown: Shown) -> bool:
    return shown.screening is Screening.PUBLISHED
