"""The lines of the quarterly report: their names, and how each is counted."""

from __future__ import annotations

from collections.abc import Mapping

from hearing_state.i18n import _l, ngettext, pgettext
from meetings.duties.duty import Period

NAMES: Mapping[str, object] = {
    "meetings_planned": _l("Meetings in the calendar"),
    "meetings_held": _l("Meetings held"),
    "meetings_cancelled": _l("Meetings cancelled"),
    "meetings_online": _l("Of them online"),
    "online_share": _l("Share online"),
    "attendance": _l("People who took part"),
    "results_in_time": _l("Results published in time"),
    "results_late": _l("Results published late"),
    "results_open": _l("Results not published yet"),
    "questions_raised": _l("Questions raised"),
    "answered_on_the_spot": _l("Answered on the spot"),
    "answered_share": _l("Share answered on the spot"),
    "taken_away": _l("Taken away to be answered"),
    "taken_away_resolved": _l("Of the taken away: answered since"),
    "taken_away_overdue": _l("Of the taken away: overdue"),
    "not_reached": _l("No time for them"),
    "issues_listed": _l("Problem issues on the lists"),
    "issues_for_funding": _l("Of them to be funded by decision of the maslikhat"),
    "commitments_made": _l("Commitments made"),
    "commitments_kept": _l("Commitments kept"),
    "commitments_late": _l("Commitments kept late"),
    "commitments_broken": _l("Commitments broken"),
    "commitments_open": _l("Commitments open"),
    "commitments_overdue": _l("Of the open: overdue"),
    "report_share": _l("Share of the report in the time of meetings"),
}
FORMULAS: Mapping[str, object] = {
    "meetings_planned": _l("Meetings of the quarter in the public calendar, without the cancelled"),
    "meetings_held": _l("Meetings that began in the quarter"),
    "meetings_cancelled": _l("Meetings of the quarter that were cancelled"),
    "meetings_online": _l("Held online, or in a hall and online"),
    "online_share": _l("Online ÷ held × 100"),
    "attendance": _l("Sum over meetings: counted in the hall, online and at listening points; who followed the broadcast is not in it"),
    "results_in_time": _l("Minutes, list of issues and action plan public within ten calendar days of the meeting"),
    "results_late": _l("Public, but after the last day"),
    "results_open": _l("Held, and the results are not public on the day of counting"),
    "questions_raised": _l("Answered on the spot + taken away + no time for them"),
    "answered_on_the_spot": _l("Questions answered in the meeting itself"),
    "answered_share": _l("Answered on the spot ÷ (answered on the spot + taken away) × 100"),
    "taken_away": _l("Questions registered with a legal term of their own"),
    "taken_away_resolved": _l("Taken away, and their term is settled on the day of counting"),
    "taken_away_overdue": _l("Taken away, not answered, and the last day has passed"),
    "not_reached": _l("Questions put down for which there was no time"),
    "issues_listed": _l("Lines of the lists of problem issues"),
    "issues_for_funding": _l("Lines that need money of the local budget"),
    "commitments_made": _l("Commitments written down in meetings of the quarter"),
    "commitments_kept": _l("Kept by their day"),
    "commitments_late": _l("Kept after their day"),
    "commitments_broken": _l("Given up in public"),
    "commitments_open": _l("Made − kept − late − broken"),
    "commitments_overdue": _l("Open, and their day has passed on the day of counting"),
    "report_share": _l("Time of reports ÷ time of meetings without breaks × 100, over meetings whose times were measured"),
}  # fmt: skip


def quarter_name(period: Period) -> str:
    """The fourth quarter of 2026, as people say it."""
    return pgettext(
        "report", "quarter %(number)s of %(year)s", number=period.number, year=period.from_on.year
    )


def counted_meetings(count: int) -> str:
    return ngettext("%(num)s meeting", "%(num)s meetings", count)
