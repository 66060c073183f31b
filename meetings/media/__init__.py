"""Sound and picture of the live meeting, forwarded as they come: nothing is decoded or encoded for a listener."""
