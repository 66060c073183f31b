"""Searching reads one index that knows words, what narrows a list, and when: what matched last is found without looking at all that ever matched.

A lexeme that begins with ``~`` is the beginning of a word in plain sounding, of each length up to ten letters; one with ``@`` says what
narrows: state, topic, place and the places above it, spans of 8 to 512 days in which it was filed, published and decided.
"""

from tortoise import migrations
from tortoise.migrations import operations as ops


_SOUGHT = """
create function drafting_sought(folded text, state text, topic text, place_code text, filed_at timestamptz, published_at timestamptz,
  decided_at timestamptz) returns tsvector language sql immutable parallel safe as $$
  select array_to_tsvector(
    array(select '~' || left(word, n) from unnest(string_to_array(folded, ' ')) word, generate_series(1, least(length(word), 10)) n)
    || array(select kind || size || '.' || floor(extract(epoch from at))::bigint / (86400 * size)
        from (values ('@f', filed_at), ('@o', published_at), ('@e', decided_at)) day (kind, at), unnest(array[8, 32, 128, 512]) size
       where at is not null)
    || array['@s' || state, '@t' || topic, '@p' || left(coalesce(place_code, ''), 2), '@p' || left(coalesce(place_code, ''), 4),
      '@p' || left(coalesce(place_code, ''), 6), '@p' || coalesce(place_code, '')])
$$
"""
_INDEX = """
create index drafting_petition_sought on drafting_petition
  using gin (drafting_sought(folded, state, topic, place_code, filed_at, published_at, decided_at)) with (fastupdate = off)
  where state in ('public', 'returned', 'reached', 'sent', 'registered', 'considering', 'granted', 'partly', 'refused', 'rejected')
    and not is_hidden
"""


class Migration(migrations.Migration):
    dependencies = [("drafting", "0004_narrowed_lists")]

    initial = False

    operations = [
        ops.RunSQL(
            [_SOUGHT, _INDEX, "drop index drafting_petition_words_of"],
            [
                "create index drafting_petition_words_of on drafting_petition using gin (folded gin_trgm_ops)",
                "drop index drafting_petition_sought",
                "drop function drafting_sought(text, text, text, text, timestamptz, timestamptz, timestamptz)",
            ],
        ),
    ]
