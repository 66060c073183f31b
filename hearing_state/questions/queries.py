"""Reading questions. Each query takes the Context; what the reader may not see is not found or comes without content.

shown      one question's page                       listed, search     public lists
told       the same with what stands around it
timeline   its public events                         near               questions like the one being written
history    everything, for the holders               desk, desk_counts  what a body owes
status     by a slip's number, without an account    screening          what waits for a moderator
mine       asked, followed, drafts                   templates, draft, counts_for_place, counts_for_agency
"""

from hearing_state.questions.conditions import Filters
from hearing_state.questions.desk import (
    QUEUES,
    Queue,
    desk,
    desk_counts,
    draft,
    mine,
    screening,
    templates,
)
from hearing_state.questions.inner_views import ConsultationShown, EditLock, History, MaskShown, NoteShown
from hearing_state.questions.listing import (
    counts_for_agency,
    counts_for_place,
    latest_answers,
    listed,
    search,
)
from hearing_state.questions.nearness import near
from hearing_state.questions.past import history, timeline
from hearing_state.questions.showing import shown, status, told
from hearing_state.questions.showing import status as by_slip
from hearing_state.questions.sight import may_see_file, subject
from hearing_state.questions.views import (
    AnswerDraft,
    AnswerPointShown,
    AnswerShown,
    Counts,
    DeskLine,
    Draft,
    Happened,
    Line,
    Mine,
    Near,
    PointShown,
    Rating,
    Shown,
    Status,
    Template,
    WaitingLine,
)

__all__ = [
    "QUEUES",
    "AnswerDraft",
    "AnswerPointShown",
    "AnswerShown",
    "ConsultationShown",
    "Counts",
    "DeskLine",
    "Draft",
    "EditLock",
    "Filters",
    "Happened",
    "History",
    "Line",
    "MaskShown",
    "Mine",
    "Near",
    "NoteShown",
    "PointShown",
    "Queue",
    "Rating",
    "Shown",
    "Status",
    "Template",
    "WaitingLine",
    "by_slip",
    "counts_for_agency",
    "counts_for_place",
    "desk",
    "desk_counts",
    "draft",
    "history",
    "latest_answers",
    "listed",
    "may_see_file",
    "mine",
    "near",
    "screening",
    "search",
    "shown",
    "status",
    "subject",
    "templates",
    "timeline",
    "told",
]
