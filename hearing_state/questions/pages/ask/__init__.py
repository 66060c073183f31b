"""Asking, one thing a page: where, what, who answers, check, prove, done. The draft lies on the server all the time."""
