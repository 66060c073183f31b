"""A feed says to a reader what is new, in which language, and where it stands."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from hearing_state.i18n import speaking
from hearing_state.web.atom import NAMESPACE, Entry, Feed, atom

AT = datetime(2026, 11, 26, 4, 30, tzinfo=UTC)
NAMES = {"a": NAMESPACE}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read(*entries: Entry) -> ET.Element:
    with speaking("kk"):
        return ET.fromstring(
            atom(Feed("https://x.kz/kk/x.atom", "https://x.kz/kk/x", "Жаңалық & сөз", AT, entries))
        )


def test_a_feed_says_its_own_address_and_that_of_its_page():
    feed = read()
    assert feed.get(LANGUAGE) == "kk"
    assert feed.findtext("a:title", namespaces=NAMES) == "Жаңалық & сөз"
    assert {each.get("rel"): each.get("href") for each in feed.findall("a:link", NAMES)} == {
        "self": "https://x.kz/kk/x.atom",
        "alternate": "https://x.kz/kk/x",
    }


def test_words_of_people_are_words_and_keep_their_language():
    (entry,) = read(Entry("1", "<b>Көпір</b>", AT, "https://x.kz/1", "Әкім", "мәтін", language="ru")).findall("a:entry", NAMES)  # fmt: skip
    assert entry.findtext("a:title", namespaces=NAMES) == "<b>Көпір</b>"
    assert entry.get(LANGUAGE) == "ru"
    summary = entry.find("a:summary", NAMES)
    assert summary is not None
    assert summary.get(LANGUAGE) == "kk"
    assert entry.findtext("a:updated", namespaces=NAMES) == "2026-11-26T04:30:00+00:00"


def test_what_is_whole_is_content_and_what_is_sorted_has_a_category():
    (entry,) = read(Entry("1", "т", None, "https://x.kz/1", "Әкім", "мәтін", category="held", is_whole=True)).findall("a:entry", NAMES)  # fmt: skip
    assert entry.findtext("a:content", namespaces=NAMES) == "мәтін"
    assert entry.find("a:summary", NAMES) is None
    assert [each.get("term") for each in entry.findall("a:category", NAMES)] == ["held"]
