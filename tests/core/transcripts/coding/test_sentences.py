from hypothesis import given
from hypothesis import strategies as st

from fourfold.transcripts.coding.sentences import sentences


def cut(text):
    return [text[start:end] for start, end in sentences(text)]


def test_sentences_end_at_marks():
    said = "Good to see you. What would you like to leave with? I'm all ears!"

    assert cut(said) == [
        "Good to see you.",
        "What would you like to leave with?",
        "I'm all ears!",
    ]


def test_titles_initials_and_abbreviations_end_nothing():
    assert cut("Dr. Hale spoke with J. Ruiz, e.g. about rounds. Then he left.") == [
        "Dr. Hale spoke with J. Ruiz, e.g. about rounds.",
        "Then he left.",
    ]


def test_a_number_ends_a_sentence_only_before_a_capital():
    assert cut("You scored 9. That is high. We meet at 5.30 or at 6. or so.") == [
        "You scored 9.",
        "That is high.",
        "We meet at 5.30 or at 6. or so.",
    ]


def test_a_quote_closes_with_its_sentence():
    assert cut("She said “Not now.” You waited.") == ["She said “Not now.”", "You waited."]


def test_marks_alone_are_no_sentence():
    assert cut("Well ... ... okay.") == ["Well ... ...", "okay."]


def test_a_text_without_words_is_one_sentence():
    assert sentences("...") == ((0, 3),)


def test_an_empty_text_is_one_empty_sentence():
    assert sentences("") == ((0, 0),)


@given(st.text(st.sampled_from('ab1 .?!\n"-'), max_size=60))
def test_no_word_is_lost_and_none_comes_twice(text):
    found = "".join(cut(text))

    assert [char for char in found if char.isalnum()] == [char for char in text if char.isalnum()]
