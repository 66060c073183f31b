"""The public pages of questions."""

from hearing_state.questions.pages import (
    counters,
    find,
    follow,
    listed,
    mine,
    own,
    own_calendar,
    show,
    slip,
    taken,
)
from hearing_state.questions.pages.ask import body, check, contact, details, place, question, similar

PAGES = (
    *place.PAGES,
    *question.PAGES,
    *details.PAGES,
    *similar.PAGES,
    *body.PAGES,
    *check.PAGES,
    *contact.PAGES,
    *listed.PAGES,
    *find.PAGES,
    *mine.PAGES,
    *show.PAGES,
    *slip.PAGES,
    *own.PAGES,
    *follow.PAGES,
    *taken.PAGES,
    *counters.PAGES,
    *own_calendar.PAGES,
)
