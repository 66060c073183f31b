"""Taking part: registering, seats and wait list, listening points, wishes, reminders."""
