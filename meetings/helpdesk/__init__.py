"""Help with the technology while a meeting goes on: short messages, moderated, forgotten a week later."""
