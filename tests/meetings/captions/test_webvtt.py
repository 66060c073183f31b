"""Captions as WebVTT: for a replay from its beginning, for a broadcast in pieces."""

from datetime import UTC, datetime, timedelta

from meetings.captions.captions import Line
from meetings.captions.webvtt import segment, whole

BEGUN = datetime(2026, 12, 15, 13, 0, tzinfo=UTC)


def line(number: int, seconds: float, text: str) -> Line:
    return Line(number, "kk", text, BEGUN + timedelta(seconds=seconds))


LINES = [line(1, 2, "Сәлем & <b>қош"), line(2, 4.5, "Екінші"), line(3, 5, ""), line(4, 60, "Соңғы")]


def test_the_whole_of_a_recording():
    assert whole(LINES, BEGUN, 30) == (
        "WEBVTT\n"
        "\n1\n00:00:02.000 --> 00:00:04.500\nСәлем &amp; &lt;b&gt;қош\n"
        "\n2\n00:00:04.500 --> 00:00:12.500\nЕкінші\n"
    )


def test_a_caption_is_shown_earlier_by_what_typing_takes():
    told = whole(LINES, BEGUN, 70, delay=timedelta(seconds=3))
    assert "Сәлем" not in told
    assert "00:00:57.000 --> 00:01:05.000\nСоңғы" in told


def test_a_piece_of_a_broadcast_has_what_is_shown_in_it():
    told = segment(LINES, BEGUN + timedelta(seconds=4), 2, began_at=BEGUN)
    assert told.startswith("WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n")
    assert "Сәлем" in told
    assert "Екінші" in told
    assert "Соңғы" not in told
    assert segment(LINES, BEGUN + timedelta(seconds=30), 2, began_at=BEGUN).count("-->") == 0
