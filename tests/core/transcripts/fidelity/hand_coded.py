"""Sentences and talks that were coded by hand, for the tests of fidelity."""

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.transcripts.coded import CodedTurn, Coding, MoveSpan
from fourfold.transcripts.fidelity import assess
from fourfold.transcripts.moves import Move

ADVISING, COACHING, WITH_WISDOM, MENTORING = FormOfGuidance

SAY_COACHING = ("I am coaching you today.", "announce_role")
SAY_MENTORING = ("I am mentoring you now.", "announce_role")
SAY_BACK = ("Now we are back to coaching.", "announce_role")
AGENDA = ("What would you like to leave with?", "set_agenda")
ASK = ("What could you do about it?", "ask_open")
WHICH = ("Is it on Monday or on Tuesday?", "ask_closed")
REFLECT = ("So the rounds run over, and you dread them.", "reflect")
ADVISE = ("You should start with the sickest patient and keep the list short.", "advise")
CALL = ("I'd call her.", "advise")
LOST_LIST = (
    "When I was an intern I lost a whole list on the bus, and my attending made me write it again "
    "from memory while everybody watched."
)
STORY = (LOST_LIST, "share_experience")
OPEN_A_DOOR = ("I'll write to Priya in the program office about you.", "connect")
FACT = ("The policy asks for two signatures.", "inform")
SEEN = ("You interrupted her three times on Tuesday.", "give_feedback")
PRAISE = ("That took courage.", "affirm")
NOD = ("Mm-hmm.", "other")
BYE = ("Take care, and see you soon.", "social")
FOR_YEARS = (
    "From now on we meet every month, and I will look after your career for years.",
    "next_step",
)


def guide(*sentences, index, confidence=0.9, unsure=False, move=None):
    text, spans = "", []
    for sentence, name in sentences:
        start = len(text) + bool(text)
        text = f"{text} {sentence}".strip()
        spans.append(MoveSpan(Move(name), start, len(text)))
    main = Move(move) if move else spans[-1].move
    return CodedTurn(
        index, "guide", text, move=main, confidence=confidence, unsure=unsure, spans=tuple(spans)
    )


def talk(*turns):
    """Each turn is a learner's text, a guide's sentence, a list of them, or a dict of both."""
    found = []
    for index, turn in enumerate(turns):
        if isinstance(turn, str):
            found.append(CodedTurn(index, "learner", turn))
        elif isinstance(turn, dict):
            found.append(guide(*turn.pop("says"), index=index, **turn))
        else:
            found.append(guide(*(turn if isinstance(turn, list) else [turn]), index=index))
    return Coding("Dr. Ruiz", tuple(found))


def drift(coding, form):
    found = assess(coding, declared_form=form).drift
    return [(each.start_turn, each.end_turn, each.to_form) for each in found]


def switches(coding, form):
    return assess(coding, declared_form=form).announced_switches


def codes(coding, form):
    return [each.code for each in assess(coding, declared_form=form).findings]
