from fourfold.transcripts.coding.features import GROUPS, Unit, features, word_features
from fourfold.transcripts.coding.words_seen import after_nods, only_nods, seen, shape, stem


def group(unit, name):
    return features(unit)[GROUPS.index(name)]


def test_words_are_seen_without_apostrophes_case_and_stutters():
    assert seen("Don’t-- I-I mean, GONNA?").tokens == (
        "dont",
        "-",
        "i",
        "i",
        "mean",
        ",",
        "going",
        "to",
        "?",
    )


def test_words_keep_their_places():
    said = seen("Mm-hmm. [laughs] Yes!")

    assert list(zip(said.tokens, said.spans, strict=True)) == [
        ("mm", (0, 2)),
        ("hmm", (3, 6)),
        (".", (6, 7)),
        ("[]", (8, 16)),
        ("yes", (17, 20)),
        (".", (20, 21)),
    ]


def test_a_word_that_lost_the_dash_of_a_stutter_is_one_word():
    assert seen("thatthat was").words == ("that", "was")


def test_stems_and_shapes():
    assert [stem(word) for word in ("asking", "asked", "asks", "is")] == ["ask", "ask", "ask", "is"]
    assert [shape(word) for word in ("you", "presenting", "rounds", "12", "ward")] == [
        "you",
        "_ing",
        "_s",
        "9",
        "_",
    ]


def test_nods_lead_in():
    assert after_nods(("okay", "so", "what", "then")) == ("what", "then")
    assert only_nods(("mm", "hmm", "okay"))
    assert not only_nods(("okay", "what"))


def test_features_of_words_and_frames():
    unit = Unit("What helped?")

    assert group(unit, "words") == {
        "what",
        "helped",
        "?",
        "< what",
        "what helped",
        "helped ?",
        "? >",
        "< what helped",
        "what helped ?",
        "helped ? >",
        "~help",
    }
    assert "s< what _ed ? >" in group(unit, "frames")


def test_what_the_learner_said_counts_as_given_back():
    mirrored = Unit("So your rounds run over.", before="My rounds run over.")

    assert {"ov2", "ovr5", "b full"} <= group(mirrored, "around")


def test_nothing_around_is_said_so():
    assert {"b none", "a none"} <= group(Unit("Go on."), "around")


def test_the_strongest_cue_is_marked():
    unit = Unit("x", cues=("advise 0.6", "ask_open 0.9"))

    assert group(unit, "cues") == {
        "C advise",
        "C advise 0.6",
        "C ask_open",
        "C ask_open 0.9",
        "Cb ask_open",
        "Cb ask_open 0.9",
    }


def test_word_features_know_their_places():
    assert word_features("Um, try it") == [
        ("try", ((4, 7),)),
        ("it", ((8, 10),)),
        ("try it", ((4, 7), (8, 10))),
    ]
