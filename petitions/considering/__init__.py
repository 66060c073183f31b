"""The deciding body's part: registered, step by step in public, decided by its legal day; and what falls short comes back as an appeal."""
