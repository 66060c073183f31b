from meetings.media.loudness import SILENCE, ActiveSpeaker, Smoothed, voices


def test_a_voice_is_followed_up_quickly_and_down_slowly():
    level = Smoothed()
    for _packet in range(10):
        level.hear(20)
    assert level.level < 25
    for _packet in range(10):
        level.hear(127)
    assert level.level < 70


def test_a_cough_does_not_take_the_picture_but_a_louder_voice_does():
    active = ActiveSpeaker()
    assert active.look({"head": SILENCE}, 0.0) is None
    assert active.look({"head": 20.0, "aigul": 90.0}, 0.2) == "head"
    assert active.look({"head": 25.0, "aigul": 12.0}, 0.4) == "head"
    assert active.look({"head": 25.0, "aigul": 90.0}, 0.6) == "head"
    for step in range(2):
        assert active.look({"head": 25.0, "aigul": 12.0}, 0.8 + 0.2 * step) == "head"
    assert active.look({"head": 25.0, "aigul": 12.0}, 1.3) == "aigul"


def test_after_a_pause_the_next_speaker_takes_over_and_who_left_is_forgotten():
    active = ActiveSpeaker()
    active.look({"head": 20.0}, 0.0)
    assert active.look({"head": 100.0, "aigul": 50.0}, 0.5) == "head"
    assert active.look({"head": 100.0, "aigul": 50.0}, 1.0) == "aigul"
    assert active.look({"head": 100.0}, 1.2) is None


def test_the_loudest_are_heard_and_nobody_is_cut_off_for_a_little():
    levels = {"a": 20.0, "b": 30.0, "c": 26.0, "d": 60.0}
    assert voices(levels, [], 2) == ["a", "c"]
    assert sorted(voices(levels, ["b"], 2)) == ["a", "b"]
