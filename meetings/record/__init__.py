"""What happened in a meeting: agenda, attendance, polls, minutes, results, quarterly reports."""
