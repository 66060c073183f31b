"""What a client may say: everything outside of it is refused with a stable word, and nothing of it raises anything else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.live import grammar
from meetings.live.bounds import DEPTH, DESCRIPTION_FRAME_BYTES, FRAME_BYTES
from meetings.live.grammar import Hand, Message, Publish, Refused, Wish, read
from meetings.live.said import SERVER, say

TICKET = "a" * 43
WORDS = {
    "live.not_understood", "live.too_long", "live.too_deep", "live.too_many_sections", "live.too_many_candidates",
}  # fmt: skip


def said(kind, **values):
    return json.dumps({"t": kind, **values}, ensure_ascii=False)


def word_of(frame):
    with pytest.raises(Refused) as refusal:
        read(frame)
    return refusal.value.word


def test_a_hand_goes_up():
    assert read(said("hand", up=True, language="ru", id=7)) == Hand(id=7, up=True, language="ru")
    assert read(said("wish", step="sound").encode()) == Wish(step="sound")


@pytest.mark.parametrize(
    "frame",
    [
        "", "null", "[]", "1", '"hand"', "{", b"\xff\xfe", "{}", said("shout"), said("hand"), said("hand", up=1), said("hand", up="true"),
        said("hand", up=True, more=1), said("hand", up=True, id=0), said("hand", up=True, id=True), said("hand", up=True, id=2**31),
        said("hello", version=1, ticket="short"), said("hello", version=True, ticket=TICKET), said("hello", version=1, ticket=TICKET + "a"),
        '{"t":"hand","up":true,"up":false}', '{"t":"pong","n":NaN}', '{"t":"pong","n":1e999}', '{"t":"pong","n":' + "9" * 5000 + "}",
        '{"t":["hand"],"up":true}', '{"t":"answer","seat":"\\ud800","answer":"v=0"}', said("vote", poll=1, choice=1.0),
    ],
)  # fmt: skip
def test_what_the_grammar_does_not_know_is_not_understood(frame):
    assert word_of(frame) == "live.not_understood"


def test_the_number_of_a_refused_message_is_kept_for_the_answer():
    with pytest.raises(Refused) as refusal:
        read(said("hand", id=12, up="perhaps"))
    assert refusal.value.id == 12


def test_a_frame_is_small_and_one_with_a_description_may_be_twice_as_long():
    long = "v=0\n" + "x" * FRAME_BYTES
    assert isinstance(read(said("publish", offer=long)), Publish)
    assert word_of(said("answer", seat="s" * FRAME_BYTES, answer="v=0")) == "live.not_understood"
    assert word_of(said("vote", poll=1, choice=1, more="x" * FRAME_BYTES)) == "live.too_long"
    assert word_of(said("publish", offer="x" * DESCRIPTION_FRAME_BYTES)) == "live.too_long"
    # Counted in bytes as they come over the line, not in letters.
    assert word_of(said("publish", offer="ә" * (DESCRIPTION_FRAME_BYTES // 2))) == "live.too_long"
    assert word_of("\U0001f600" * (DESCRIPTION_FRAME_BYTES // 4 + 1)) == "live.too_long"


def test_brackets_are_counted_before_anything_is_built_of_them():
    assert word_of("[" * FRAME_BYTES) == "live.too_deep"
    assert word_of('{"t":' * (DEPTH + 1) + "1" + "}" * (DEPTH + 1)) == "live.too_deep"
    # Brackets inside of words are no nesting, and neither are many side by side.
    assert read(said("answer", seat="[{" * 20, answer='v=0 \\" [[[[[[[[[[{{{{')).seat == "[{" * 20
    assert word_of(said("hand", up=[[], [], [], [], [], [], [], [], []])) == "live.not_understood"


def test_a_description_has_few_sections_and_few_candidates():
    sections = "v=0\r\n" + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n" * 5
    candidates = "v=0\r\n" + "a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n" * 21
    assert word_of(said("publish", offer=sections)) == "live.too_many_sections"
    assert word_of(said("answer", seat="s", answer=candidates)) == "live.too_many_candidates"
    assert read(said("publish", offer=candidates[: -len("a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n")]))


_TREE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=30,
)
_MESSAGES = st.fixed_dictionaries(
    {"t": st.sampled_from(sorted(grammar.CLIENT))},
    optional={name: _TREE for shape in grammar.CLIENT.values() for name in shape.model_fields},
)


@given(st.binary(max_size=400) | st.text(max_size=400) | (_TREE | _MESSAGES).map(json.dumps))
def test_whatever_comes_is_a_message_or_one_of_the_words(frame):
    try:
        message = read(frame)
    except Refused as refusal:
        assert refusal.word in WORDS  # noqa: PT017
    else:
        assert isinstance(message, Message)


def test_the_server_says_only_what_it_told_that_it_would():
    assert json.loads(say("refused", re=None, word="live.too_fast")) == {
        "t": "refused",
        "word": "live.too_fast",
    }
    with pytest.raises(ValueError, match="secret"):
        say("done", secret=1)
    with pytest.raises(KeyError):
        say("shout")
    assert "state" in SERVER
