"""The public pages of the record: agenda, minutes, results, polls, quarterly reports."""

from meetings.record.pages import agenda, minutes, poll, progress, results

PAGES = (*agenda.PAGES, *minutes.PAGES, *results.PAGES, *poll.PAGES, *progress.PAGES)
