"""Examples of comparing two codings, against figures worked out by hand."""

import json

import pytest

from fourfold.issues import FourfoldError, Issue
from fourfold.transcripts.reliability import ClassFigures, Figures, compare, read_labels


def lines(*rows):
    return [json.dumps(row).encode() for row in rows]


def coding(labels, talk="a"):
    return {(talk, str(turn)): label for turn, label in enumerate(labels)}


def test_compare_gives_the_figures_of_a_worked_example():
    found = compare(coding("xxxxxyyyyy"), coding("xxxxyxyyyy"), field="label", replicates=0)

    assert found.figures == Figures(concordance=0.8, kappa=pytest.approx(0.6), macro_f1=0.8)
    assert found.classes == (
        ClassFigures("x", precision=0.8, recall=0.8, f1=0.8, support=5, found=5),
        ClassFigures("y", precision=0.8, recall=0.8, f1=0.8, support=5, found=5),
    )
    assert found.confusion == {"x": {"x": 4, "y": 1}, "y": {"x": 1, "y": 4}}
    assert (found.compared, found.conversations, found.kappa_interval) == (10, 1, None)


def test_compare_knows_a_class_that_one_coder_never_uses():
    found = compare(coding("xxyz"), coding("xxyy"), field="label", replicates=0)

    assert found.classes[2] == ClassFigures("z", 0.0, 0.0, 0.0, support=1, found=0)
    assert found.figures.macro_f1 == pytest.approx((1 + 2 / 3 + 0) / 3)


def test_compare_leaves_kappa_open_when_there_is_one_class_only():
    assert compare(coding("xx"), coding("xx"), field="label").figures == Figures(1.0, None, 1.0)


def test_compare_has_no_interval_of_kappa_when_no_sample_has_one():
    found = compare(coding("xx") | coding("x", "b"), coding("xx") | coding("x", "b"), field="label")

    assert (found.concordance_interval, found.kappa_interval) == ((1.0, 1.0), None)


def test_compare_lists_what_only_one_file_has():
    found = compare(coding("xxx"), coding("xx") | {("b", "7"): "x"}, field="label")

    assert (found.only_first, found.only_second) == ((("a", "2"),), (("b", "7"),))


def test_compare_orders_moves_like_the_codebook_and_names_others():
    found = compare(coding(["social", "advise", "tell"]), coding(["social", "advise", "advise"]))

    assert [each.label for each in found.classes] == ["advise", "social", "tell"]
    assert found.issues == (
        Issue("unknown_label", "'tell' is no move of the codebook.", "tell", "warning"),
    )


def test_compare_orders_coarse_classes_like_the_codebook():
    labels = ["other", "input", "reflection", "question"]

    found = compare(coding(labels), coding(labels), field="coarse")

    assert [each.label for each in found.classes] == ["question", "reflection", "input", "other"]
    assert found.issues == ()


def test_compare_gives_the_same_interval_for_the_same_seed():
    first, second = {}, {}
    for talk in range(20):
        first |= coding("xyxyx", str(talk))
        second |= coding("xyxyy" if talk % 3 else "yyxxy", str(talk))

    one, again, other = (compare(first, second, field="label", seed=seed) for seed in (1, 1, 2))

    assert one == again
    assert one.kappa_interval != other.kappa_interval
    low, high = one.kappa_interval
    assert low < one.figures.kappa < high


def test_read_labels_leaves_lines_without_a_label_out():
    given = lines(
        {"conversation_id": 1, "turn": 0, "move": "advise"},
        {"conversation_id": 1, "turn": 1, "signals": []},
        {"conversation_id": 1, "turn": "2a", "move": None},
    )

    assert read_labels(given) == {("1", "0"): "advise"}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([b"{"], "Line 1 of a.jsonl is not JSON: Expecting property name"),
        ([b"[]"], r"Line 1 of a.jsonl must be a JSON object, not \[\]."),
        ([b"\xff"], "Line 1 of a.jsonl is not UTF-8. Save the file as UTF-8."),
        (lines({"turn": 1, "move": "x"}), "Line 1 has no 'conversation_id'."),
        (
            lines({"conversation_id": 1, "turn": True, "move": "x"}),
            "Line 1: 'turn' must be a number or a text, not True.",
        ),
        (
            lines(*[{"conversation_id": 1, "turn": 2, "move": "x"}] * 2),
            "Line 2 of a.jsonl codes turn '2' of conversation '1' a second time. Keep one.",
        ),
        (lines({"conversation_id": 1, "turn": 2}), "No line of a.jsonl has a 'move'."),
    ],
)
def test_read_labels_refuses_by_line(given, says):
    with pytest.raises(FourfoldError, match=says):
        read_labels(given, name="a.jsonl")


def test_compare_refuses_files_without_a_common_turn():
    with pytest.raises(FourfoldError, match="The two files share no turn"):
        compare(coding("x"), coding("x", talk="b"))
