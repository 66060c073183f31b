"""Captions of a meeting: typed by a captioner, or heard by a machine outside; read in the hall, in the replay, in the record."""
