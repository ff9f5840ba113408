"""The lanes of a talk as lines of a terminal."""

from fourfold.cli.lanes import lanes
from fourfold.transcripts.fidelity import assess
from tests.core.transcripts.fidelity.hand_coded import (
    ADVISE,
    ASK,
    COACHING,
    SAY_BACK,
    SAY_MENTORING,
    STORY,
    talk,
)


def drawn(coding, width):
    return lanes(assess(coding, declared_form=COACHING), coding.turns, width)


def test_lanes_draw_both_lanes_and_the_switches():
    coding = talk(
        ASK, "Hm.", ADVISE, "Oh.", ASK, "Hm.", [SAY_MENTORING, STORY], "Oh.", [SAY_BACK, ASK], "Ah."
    )

    assert drawn(coding, 60) == [
        "Agreed or announced C·······················M═══════C·······",
        "Practiced           C·······A▒▒▒▒▒▒▒C·······M═══════C·······",
        "Switch announced                            ▲       ▲",
        "                    turn 0                            turn 9",
        "                    A▒▒ advising   C·· coaching",
        "                    M══ mentoring",
    ]


def test_lanes_show_a_stretch_shorter_than_a_column():
    coding = talk(*[ASK, "Hm."] * 40, ADVISE, "Oh.", *[ASK, "Hm."] * 40)

    assert drawn(coding, 40)[1] == "Practiced           C·········AC········"


def test_lanes_of_a_talk_without_a_guide_are_empty():
    assert drawn(talk("Hm."), 60) == []
