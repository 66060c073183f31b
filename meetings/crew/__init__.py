"""Who serves a meeting without belonging to its office: captioners and interpreters, appointed for this meeting alone."""
