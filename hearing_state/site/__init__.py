"""The frame of the public site: layout, home, search, help, static files."""
