"""One client's talk as a machine: always in one of its states, never more waiting than the bound, never an exception."""

import json

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from meetings.live import bounds
from meetings.live.conversation import Ask, Conversation, Enter, State
from meetings.live.grammar import CLIENT, Hand
from meetings.live.said import SERVER, state_end, state_start
from tests.meetings.live.test_grammar import TICKET, said

HELLO = said("hello", version=1, ticket=TICKET)
HAND = said("hand", up=True)


def inside(now=0.0):
    talk = Conversation(now)
    assert talk.receive(HELLO, now) == Enter(TICKET, is_resume=False)
    talk.admitted(seat="s", me="m", role="audience", token="t" * 43)
    return talk


def taken(talk):
    found = []
    while (text := talk.outgoing.take()) is not None:
        found.append(json.loads(text))
    return found


def state(number, hall=None):
    return state_start(number, hall or {}) + state_end({})


def test_who_comes_in_is_welcomed_and_may_ask():
    talk = inside()
    (welcome,) = taken(talk)
    assert (welcome["t"], welcome["version"], welcome["ping_seconds"]) == ("welcome", 1, bounds.PING_SECONDS)
    assert talk.receive(HAND, 1) == Ask(Hand(up=True))


def test_nothing_is_done_for_who_has_not_said_hello_and_nobody_comes_in_twice():
    talk = Conversation(0)
    assert talk.receive(HAND, 0) is None
    assert [each["word"] for each in taken(talk)] == ["live.hello_first"]
    talk = inside()
    assert talk.receive(HELLO, 1) is None
    assert taken(talk)[-1]["word"] == "live.already_inside"


def test_another_version_is_told_so():
    talk = Conversation(0)
    assert talk.receive(said("resume", version=2, token=TICKET), 0) is None
    assert (talk.closing.code, talk.closing.word) == (4401, "live.wrong_version")
    assert taken(talk)[-1]["t"] == "bye"


def test_who_says_nothing_at_first_or_later_is_let_go():
    talk = Conversation(0)
    talk.tick(3.9)
    assert talk.closing is None
    talk.tick(4)
    assert talk.closing.word == "live.hello_too_late"
    talk = inside()
    for moment in range(1, 30):
        talk.tick(moment)
    assert talk.closing.word == "live.silent"


def test_who_answers_the_pings_stays():
    talk = inside()
    for moment in range(120):
        talk.tick(moment)
        for each in taken(talk):
            if each["t"] == "ping":
                talk.receive(said("pong", n=each["n"]), moment)
    assert talk.closing is None


def test_a_flood_is_answered_with_few_words_and_ended_within_a_second():
    talk, sent = inside(), 0
    while talk.closing is None:
        talk.receive(HAND, sent / 1000)
        sent += 1
    assert sent < 1000
    assert (talk.closing.code, talk.closing.word) == (1008, "live.too_fast")
    assert len(taken(talk)) == 1


def test_a_busy_but_mannered_client_is_only_told_to_wait():
    talk = inside()
    asked = sum(isinstance(talk.receive(HAND, second), Ask) for second in range(60))
    assert talk.closing is None
    assert asked == bounds.RATES["hand"].burst + 11
    assert {each["word"] for each in taken(talk) if each["t"] == "refused"} == {"live.too_fast"}


def test_nonsense_is_answered_for_a_while():
    talk = inside()
    for number in range(bounds.FAULTS_MOST + 1):
        assert talk.closing is None
        talk.receive("{", number)
    assert talk.closing.code == 1008


def test_a_frame_that_is_too_long_ends_the_talk():
    talk = inside()
    talk.receive("x" * (bounds.DESCRIPTION_FRAME_BYTES + 1), 1)
    assert talk.closing.code == 1009


def test_a_slow_reader_gets_the_newest_state_and_no_backlog():
    talk = inside()
    taken(talk)
    for number in range(1000):
        talk.show(state(number))
    assert [each["n"] for each in taken(talk)] == [999]
    assert talk.closing is None


def test_who_does_not_read_at_all_is_put_out_before_it_costs_memory():
    talk = inside()
    for number in range(1000):
        talk.say("caption", n=number, language="kk", text="сөз " * 500)
        assert talk.outgoing.bytes_waiting <= bounds.QUEUE_BYTES
    assert (talk.closing.code, talk.closing.word) == (1008, "live.too_slow")


class Talk(RuleBasedStateMachine):
    """Frames, silence, states and captions in any order."""

    def __init__(self):
        super().__init__()
        self.now = 0.0
        self.talk = Conversation(0.0)
        self.states = 0

    @rule(frame=st.binary(max_size=60) | st.text(max_size=60))
    def nonsense(self, frame):
        assert self.talk.receive(frame, self.now) is None

    @rule(
        kind=st.sampled_from(sorted(CLIENT)),
        version=st.sampled_from([1, 1, 1, 2]),
        number=st.none() | st.integers(-1, 5),
    )
    def message(self, kind, version, number):
        more = {
            "hello": {"version": version, "ticket": TICKET}, "resume": {"version": version, "token": TICKET}, "hand": {"up": True},
            "publish": {"offer": "v=0"}, "answer": {"seat": "s", "answer": "v=0"}, "wish": {"step": "video"}, "pong": {"n": 1},
            "vote": {"poll": 1, "choice": 2},
        }.get(kind, {})  # fmt: skip
        before = self.talk.state
        event = self.talk.receive(
            said(kind, **more, **({"id": number} if number is not None else {})), self.now
        )
        if isinstance(event, Enter):
            assert before is State.OUTSIDE
        if isinstance(event, Ask):
            assert before is State.INSIDE
        if before is State.ENDED:
            assert event is None

    @rule()
    def let_in(self):
        self.talk.admitted(seat="s", me="m", role="audience", token="t" * 43)

    @rule(seconds=st.floats(0, 12))
    def time_goes_by(self, seconds):
        self.now += seconds
        self.talk.tick(self.now)

    @rule(size=st.integers(0, 40_000))
    def the_hall_changes(self, size):
        self.states += 1
        self.talk.show(state(self.states, {"text": "ә" * size}))

    @rule(size=st.integers(0, 4_000), times=st.integers(1, 40))
    def words_are_said(self, size, times):
        for number in range(times):
            self.talk.say("caption", n=number, language="kk", text="x" * size)

    @precondition(lambda self: len(self.talk.outgoing))
    @rule(times=st.integers(1, 30))
    def the_client_reads(self, times):
        for _ in range(times):
            text = self.talk.outgoing.take()
            if text is None:
                break
            message = json.loads(text)
            assert set(message) <= {"t", *SERVER[message["t"]]}
            if message["t"] == "state":
                assert message["n"] == self.states  # never an older one

    @invariant()
    def it_is_bounded_and_in_one_of_its_states(self):
        assert len(self.talk.outgoing) <= bounds.QUEUE_MESSAGES
        assert self.talk.outgoing.bytes_waiting <= bounds.QUEUE_BYTES
        assert (self.talk.state is State.ENDED) == (self.talk.closing is not None)


Talk.TestCase.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)
TestTalk = Talk.TestCase
