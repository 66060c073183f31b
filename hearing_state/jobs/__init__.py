"""Work for later: the outbox, its relay, the timetable, and Celery as the bell that wakes them."""
