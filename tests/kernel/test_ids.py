from hearing_state.ids import digest, is_reference, new_code, new_id, new_secret, reference


def test_identifiers_sort_by_the_time_they_were_made_and_are_version_seven():
    made = [new_id() for _ in range(50)]
    assert len(set(made)) == 50
    assert {each.version for each in made} == {7}
    assert [each.int >> 80 for each in made] == sorted(each.int >> 80 for each in made)


def test_a_reference_reads_like_a_slip_number():
    assert reference("Q", 2026, 17) == "Q-2026-000017"
    assert is_reference("Q-2026-000017", "Q")
    assert not is_reference("Q-2026-17", "Q")
    assert not is_reference("P-2026-000017", "Q")


def test_digests_of_one_value_for_two_purposes_cannot_be_joined():
    assert digest(b"k" * 32, "iin", "991300000009") != digest(b"k" * 32, "phone", "991300000009")
    assert digest(b"k" * 32, "iin", "1") == digest(b"k" * 32, "iin", "1")
    assert digest(b"k" * 32, "iin", "1") != digest(b"j" * 32, "iin", "1")


def test_secrets_and_codes_have_their_size():
    assert len(new_secret()) == 43
    assert len(new_code()) == 6
    assert new_code().isdigit()
