"""The page that lists the files, and the files."""
