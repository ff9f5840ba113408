from base64 import b64encode

from fourfold.transcripts.coding.features import GROUPS
from fourfold.transcripts.coding.model import (
    LogLinear,
    parts,
    read_log_linear,
    read_trained,
    trained,
)
from fourfold.transcripts.moves import Move

SMALL = {
    "labels": ["no", "yes"],
    "names": "a\nb\nc",
    "weights": b64encode(bytes([0, 10, 20, 0, 256 - 4, 4])).decode(),
    "unit": 0.5,
    "start": [1.0, -1.0],
    "scales": [1.0, 2.0],
}


def test_a_unit_without_known_features_is_where_labels_start():
    model = read_log_linear(SMALL)

    assert model.sums((frozenset(), frozenset({"unheard"}))) == [1.0, -1.0]


def test_each_group_adds_its_rows_by_its_scale_and_size():
    model = read_log_linear(SMALL)

    # 1 + 0.5 * 20 / sqrt(4) + 2 * 0.5 * -4, and -1 + 0 + 2 * 0.5 * 4
    assert model.sums((frozenset({"b", "x", "y", "z"}), frozenset({"c"}))) == [2.0, 3.0]


def test_a_row_is_known_or_not():
    model = read_log_linear(SMALL)

    assert (model.row("a"), model.row("d")) == ([0.0, 5.0], None)


def test_parts_are_parts_of_one():
    assert parts([0.0, 0.0]) == [0.5, 0.5]
    assert parts([1000.0, 0.0]) == [1.0, 0.0]


def test_a_file_holds_models_and_numbers():
    found = read_trained({"models": {"small": SMALL}, "numbers": {"unsure_below": 0.5}})

    assert isinstance(found.models["small"], LogLinear)
    assert found.numbers == {"unsure_below": 0.5}


def test_the_shipped_file_has_what_coding_needs():
    models = trained().models

    assert sorted(models) == [
        "asks",
        "ends",
        "moves",
        "moves bare",
        "talk",
        "talk bare",
        "topic",
    ]
    assert models["moves"].labels == tuple(Move)
    assert len(models["moves"].scales) == len(GROUPS)
