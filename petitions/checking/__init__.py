"""The authorised body's part: the check within its twenty working days, and the sending of what has its votes."""
