"""What the people's part offers the application."""

from hearing_state.i18n import _l
from hearing_state.people.console import account as staff_account
from hearing_state.people.console import appoint, staff
from hearing_state.people.console import sign_in as staff_sign_in
from hearing_state.people.pages import account, sign_in, state
from hearing_state.people.tasks import TIMETABLE
from hearing_state.people.words import WORDS
from hearing_state.web.offer import Manifest, Section

MANIFEST = Manifest(
    name="people",
    package="hearing_state.people",
    pages=(*sign_in.PAGES, *state.PAGES, *account.PAGES),
    console=(*staff_sign_in.PAGES, *staff_account.PAGES, *staff.PAGES, *appoint.PAGES),
    sections=(Section(72, "people.staff", _l("Accounts of staff"), "people.see_staff"),),
    timetable=TIMETABLE,
    words=WORDS,
)
