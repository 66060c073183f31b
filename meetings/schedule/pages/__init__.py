"""The public pages of the calendar."""

from meetings.schedule.pages import calendar, calendars, feed, notice, show, taken

PAGES = (*calendar.PAGES, *feed.PAGES, *show.PAGES, *notice.PAGES, *calendars.PAGES, *taken.PAGES)
