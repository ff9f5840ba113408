"""What `data/fidelity.toml` must hold, so that no report stops for a name that is not there."""

import pytest

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.issues import FourfoldError
from fourfold.transcripts.fidelity.remarks import Remark
from fourfold.transcripts.fidelity.rules import Enough, fidelity_data, read_rules, rules
from fourfold.transcripts.moves import Move


def data(table, **entries):
    """The data of the product with some entries of one table changed; None takes one away."""
    found = fidelity_data()
    changed = {**found[table], **entries}
    return {**found, table: {name: each for name, each in changed.items() if each is not None}}


def remarks(kind, **changed):
    """The data of the product with its first strength or thing to try changed."""
    first, *rest = fidelity_data()[kind]
    return {**fidelity_data(), kind: [{**first, **changed}, *rest]}


def test_rules_read_every_table():
    found = rules()

    assert found.departing[FormOfGuidance.ADVISING] == {
        Move.SHARE_EXPERIENCE: FormOfGuidance.MENTORING,
        Move.CONNECT: FormOfGuidance.MENTORING,
    }
    assert found.returning[FormOfGuidance.COACHING] == {Move.ASK_OPEN, Move.REFLECT}
    assert found.enough == Enough(turns=4, words=30, unsure=0.4)
    assert found.try_next[-1] == Remark(
        code="share_what_works",
        forms=tuple(FormOfGuidance),
        says="Tell a colleague one thing from this talk that worked.",
        source="G-37, G-49",
    )


@pytest.mark.parametrize("remark", [*rules().strengths, *rules().try_next], ids=lambda r: r.code)
def test_rules_name_a_source_for_every_remark(remark):
    assert remark.source.startswith("G-")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (data("departing", advising=None), "departing has nothing about advising."),
        (data("returning", mentoring=["asks"]), "Unknown move 'asks'. Choose one of: announce"),
        (data("kinds", asking=None), "kinds: asking is missing."),
        (data("whole", right=1), "whole: right is unknown."),
        (data("thresholds", words="4"), "thresholds: words must be a number from 0 on, not '4'."),
        (data("enough", turns=-1), "enough: turns must be a number from 0 on, not -1."),
        (data("answers", says={"advise": "advice"}), "answers has nothing about connect."),
        (data("findings", kept=None), "findings has nothing about kept."),
        (data("findings", kept={"says": "In {when}."}), "kept: Unknown word 'when'. Choose one"),
        (data("findings", kept={"says": " "}), "kept: says must be a text that is not empty"),
        (remarks("strengths", forms=["coach"]), "said_it_late: Unknown form of guidance 'coach'"),
        (remarks("strengths", least={"smiles": 1}), "said_it_late: Unknown condition 'smiles'"),
        (remarks("strengths", turns="all"), "said_it_late: Unknown turns 'all'. Choose one of:"),
        (remarks("strengths", says="At {turn}."), "said_it_late: Unknown word 'turn'. Choose one"),
        (remarks("strengths", when=1), "said_it_late: a key is missing or unknown: "),
        (remarks("try_next", after=["left"]), "ask_before_advice: Unknown finding 'left'. Choose"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_read_rules_refuses_by_name(given, says):
    with pytest.raises(FourfoldError) as refused:
        read_rules(given)

    assert str(refused.value).startswith(says)


def test_read_rules_refuses_a_form_without_anything_to_try():
    given = {**fidelity_data(), "try_next": fidelity_data()["try_next"][:-1]}

    with pytest.raises(FourfoldError, match="try_next needs an entry without conditions for adv"):
        read_rules(given)
