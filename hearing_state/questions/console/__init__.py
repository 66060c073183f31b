"""The officials' pages of questions: the desk, a case with its steps, the moderator's queue, the service centre's desk."""

from hearing_state.i18n import _l
from hearing_state.questions.console import (
    answer,
    answer_templates,
    case,
    correction,
    desk,
    finding,
    moderating,
    own_calendar,
    proposal,
    reading,
    steps,
    visitor,
)
from hearing_state.web import Section

PAGES = (
    *desk.PAGES,
    *own_calendar.PAGES,
    *finding.PAGES,
    *reading.PAGES,
    *case.PAGES,
    *answer.PAGES,
    *proposal.PAGES,
    *correction.PAGES,
    *steps.PAGES,
    *moderating.PAGES,
    *visitor.PAGES,
    *answer_templates.PAGES,
)
CONSOLE = PAGES
SECTIONS = (
    Section(10, "desk.show", _l("Desk"), "question.see_desk", desk.waiting),
    Section(20, "desk.screening", _l("Screening"), "question.see_screening", moderating.waiting),
    Section(30, "desk.visitor", _l("Visitor at the desk"), "people.register_visitor"),
    Section(38, "desk.readings", _l("Private questions that were read"), "question.see_readings"),
    Section(15, "desk.templates", _l("Answer templates"), "question.see_desk"),
)
