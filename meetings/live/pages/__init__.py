"""What the page of the hall asks of the socket's room over plain HTTP."""

from hearing_state.web.page import Page
from meetings.live.actions.issue_ticket import issue_ticket
from meetings.live.pages import lobby, ticket

PAGES = (
    *lobby.PAGES,
    Page.post("live.ticket", "/meetings/{meeting}/hall/ticket", ticket.post, acts=issue_ticket),
)
