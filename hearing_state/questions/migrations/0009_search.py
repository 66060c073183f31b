"""Searching reads one index that knows words, what narrows a list, and when: what matched last is found without looking at all that ever matched.

A lexeme that begins with ``@`` says what narrows (spans of 1 to 512 days, place and the places above it, topic, body, language, state, number), one
that begins with ``~`` is the beginning of a word in plain sounding, of each length up to ten letters: a beginning that had to be completed
would be looked up in as many lists as there are words with it. The others are the question's own words, Russian ones as stems.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops

_SOUGHT = """
create function questions_sought(words tsvector, folded text, registered_at timestamptz, language text, place_code text, topic text,
  agency_id uuid, state text, ref text) returns tsvector language sql immutable parallel safe as $$
  select words || array_to_tsvector(
    array(select '~' || left(word, n) from unnest(string_to_array(folded, ' ')) word, generate_series(1, least(length(word), 10)) n)
    || array(select '@d' || size || '.' || floor(extract(epoch from registered_at))::bigint / (86400 * size)
        from unnest(array[1, 8, 32, 128, 512]) size)
    || array['@k' || language, '@t' || topic, '@b' || agency_id::text, '@s' || state, '@r' || ref,
      '@p' || left(place_code, 2), '@p' || left(place_code, 4), '@p' || left(place_code, 6), '@p' || place_code])
$$
"""
# An empty query beside another would vanish, and the other stand for everything: what asks for no word finds nothing.
_WANTED = """
create function questions_wanted(words text, sounds tsquery, ref text) returns tsquery language sql immutable parallel safe as $$
  select case when numnode(q) = 0 then '@'::tsquery else q end from (
    select (case when numnode(russian) = 0 then russian else '@kru'::tsquery && russian end)
        || sounds || (case when ref = '' then ''::tsquery else ('@r' || ref)::tsquery end) as q
      from (select websearch_to_tsquery('russian'::regconfig, words) as russian) asked
  ) combined
$$
"""
_INDEX = """
create index questions_question_sought on questions_question
  using gin (questions_sought(words, folded, registered_at, language, place_code, topic, agency_id, state, ref)) with (fastupdate = off)
  where screening = 'published'
"""


class Migration(migrations.Migration):
    dependencies = [("questions", "0008_readings")]

    initial = False

    operations = [
        ops.RunSQL(
            [_SOUGHT, _WANTED, _INDEX, "drop index questions_question_words"],
            [
                "create index questions_question_words on questions_question using gin (words)",
                "drop index questions_question_sought",
                "drop function questions_wanted(text, tsquery, text)",
                "drop function questions_sought(tsvector, text, timestamptz, text, text, text, uuid, text, text)",
            ],
        ),
    ]
