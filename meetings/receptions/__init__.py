"""Personal reception by heads: schedules, booking, protocol."""
