"""Questions and topics asked ahead of a meeting, supported, bundled, put in order."""
