"""The fidelity report as one page that needs no script and no other file.

A form is shown by word, shape and pattern first, by color last. Every piece of text is escaped.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby
from string import Template

from fourfold.guidance.catalog import FormOfGuidance, profile
from fourfold.transcripts.codebook import codebook
from fourfold.transcripts.coded import CodedTurn, Coding
from fourfold.transcripts.fidelity import Fidelity
from fourfold.transcripts.fidelity.findings import Finding
from fourfold.transcripts.fidelity.rules import rules
from fourfold.transcripts.fidelity.stretches import Stretch
from fourfold.transcripts.fidelity.talk_share import TalkShare
from fourfold.transcripts.moves import Move
from fourfold.transcripts.pieces import Piece, pieces
from fourfold.transcripts.timeline import Timeline, clock, timeline, turns_in_words

_NOTE = (
    "Made by a program from the words alone, for the guide alone. It says what was said, not how "
    "good it was, and it can be wrong."
)


def page(coding: Coding, found: Fidelity) -> str:
    """The report as HTML."""
    declared = profile(found.declared_form).name
    return _template().substitute(
        title=escape(f"{declared}, as agreed and as practiced"),
        about=escape(f"Declared form: {declared}. Guide: {coding.guide}."),
        lanes=_lanes(coding, found),
        findings=_findings(found),
        advice=_advice(found),
        shares=_shares(found),
        tables=_tables(found),
        turns=_turns(coding, found),
        note=escape(_NOTE),
    )


@cache
def _template() -> Template:
    return Template(files("fourfold.cli").joinpath("fidelity.html").read_text(encoding="utf-8"))


def _name(form: FormOfGuidance) -> str:
    return escape(profile(form).name)


def _icon(form: FormOfGuidance) -> str:
    return f'<svg class="icon" data-form="{form}" aria-hidden="true"><use href="#{form}"/></svg>'


def _lanes(coding: Coding, found: Fidelity) -> str:
    if not found.stretches:
        return ""
    line = timeline(coding.turns)
    declared = [(each, each.in_force) for each in found.stretches]
    practiced = [(each, each.practiced) for each in found.stretches]
    used = {form for _, form in declared + practiced}
    legend = "".join(
        f"<li>{_icon(form)} {_name(form)}</li>" for form in FormOfGuidance if form in used
    )
    marks = "".join(
        f'<span style="left:{line.place(each.turn):.2%}">▲</span>'
        for each in found.announced_switches
    )
    return f"""<section aria-labelledby="lanes"><h2 id="lanes">The form over time</h2>
<figure class="lanes">
<p class="lane-name">Agreed or announced</p>{_lane(line, declared)}
<p class="lane-name">Practiced</p>{_lane(line, practiced)}
<div class="marks" aria-hidden="true">{marks}</div>
<figcaption><span class="scale"><span>{line.ends[0]}</span><span>{line.ends[1]}</span></span>
{"▲ Switch announced" if marks else ""}</figcaption>
<ul class="legend">{legend}</ul></figure></section>"""


def _lane(line: Timeline, lane: Sequence[tuple[Stretch, FormOfGuidance]]) -> str:
    """Pieces of one lane; stretches in a row under the same form make one piece."""
    runs = groupby(lane, key=lambda each: each[1])
    items = "".join(_piece(line, form, [each for each, _ in run]) for form, run in runs)
    return f'<ol class="lane">{items}</ol>'


def _piece(line: Timeline, form: FormOfGuidance, run: Sequence[Stretch]) -> str:
    first, last = run[0].start_turn, run[-1].end_turn
    grow = max(0.0, line.place(last + 1) - line.place(first))
    return (
        f'<li class="piece" data-form="{form}" style="flex-grow:{grow * 1000:.1f}">'
        f'<p>{_icon(form)} <span class="name">{_name(form)}</span> '
        f'<span class="where">{turns_in_words(first, last)}</span></p></li>'
    )


def _link(turn: int) -> str:
    return f'<a href="#turn-{turn}">{turn}</a>'


def _links(turns: Iterable[int]) -> str:
    return ", ".join(_link(turn) for turn in turns)


def _findings(found: Fidelity) -> str:
    """What the page begins with."""
    if not found.findings:
        return f"<section><p>{escape(found.summary)}</p></section>"
    parts = "".join(
        f"<p>{_sentence(each)}</p>" + "".join(_quotes(each, found)) for each in found.findings
    )
    return f"<section>{parts}</section>"


def _quotes(finding: Finding, found: Fidelity) -> Iterator[str]:
    for each in found.drift:
        if each.start_turn in finding.turns[:1]:
            yield (
                f"<blockquote>“{escape(each.quote)}” "
                f"<small>turn {_link(each.start_turn)}</small></blockquote>"
            )


def _advice(found: Fidelity) -> str:
    return "".join(
        f"<section><h2>{title}</h2><p>{_sentence(sentence)}</p></section>"
        for title, sentence in (
            ("A strength", found.strength),
            ("One thing to try", found.try_next),
        )
        if sentence
    )


def _sentence(finding: Finding) -> str:
    turns = f" <small>Turns: {_links(finding.turns)}</small>" if finding.turns else ""
    return escape(finding.message) + turns


def _shares(found: Fidelity) -> str:
    parts = _share("Words", found.talk_share) + _share("Time", found.talk_seconds)
    if found.open_share is not None:
        parts += f"<p>Open questions: {found.open_share:.0%} of all questions.</p>"
    if found.reflections_to_questions is not None:
        parts += _ratio(found.reflections_to_questions)
    return f"<section><h2>Who spoke, and how</h2>{parts}</section>" if parts else ""


def _share(of: str, share: TalkShare) -> str:
    if share.guide is None or share.learner is None:
        return ""
    bars = (
        f'<i class="{who}" style="width:{part:.2%}"></i>'
        for who, part in (("guide", share.guide), ("learner", share.learner))
    )
    return (
        f"<p>{of}: you {share.guide:.0%}, learner {share.learner:.0%}.</p>"
        f'<div class="share" aria-hidden="true">{"".join(bars)}</div>'
    )


def _ratio(value: float) -> str:
    lines = rules().orientation
    end = max(value, *(line.value for line in lines)) * 1.2
    bar = f'<i style="width:{value / end:.2%}"></i>'
    marks = "".join(f'<b style="left:{line.value / end:.2%}"></b>' for line in lines)
    says = " and ".join(f"{line.value:.0f}:1" for line in lines)
    return (
        f"<p>Reflections for each question: {value:.1f}.</p>"
        f'<div class="ratio" aria-hidden="true">{bar}{marks}</div>'
        f'<p class="muted">Dashed lines: {says}, {escape(lines[0].source)}.</p>'
    )


def _tables(found: Fidelity) -> str:
    courses = "".join(_course(each) for each in found.stretches)
    counts = "".join(
        _row(
            _move(move),
            [("Form", _name(form)), ("Count", str(len(turns))), ("Turns", _links(turns))],
        )
        for form, moves in found.moves_by_form.items()
        for move, turns in sorted(moves.items(), key=lambda each: -len(each[1]))
    )
    return _table(
        "The form over time", ("Turns", "Agreed or announced", "Practiced", "From", "To"), courses
    ) + _table("What your turns did", ("Move", "Form practiced", "Count", "Turns"), counts)


def _course(each: Stretch) -> str:
    cells = [
        ("Agreed or announced", f"{_icon(each.in_force)} {_name(each.in_force)}"),
        ("Practiced", f"{_icon(each.practiced)} {_name(each.practiced)}"),
        ("From", _moment(each.start)),
        ("To", _moment(each.end)),
    ]
    turns = f"{_link(each.start_turn)} to {_link(each.end_turn)}"
    return _row(turns, cells)


def _moment(seconds: float | None) -> str:
    return "–" if seconds is None else clock(seconds)


def _row(head: str, cells: Sequence[tuple[str, str]]) -> str:
    rest = "".join(f'<td data-label="{label}">{cell}</td>' for label, cell in cells)
    return f'<tr><th scope="row">{head}</th>{rest}</tr>'


def _table(caption: str, heads: Sequence[str], rows: str) -> str:
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{each}</th>' for each in heads)
    return (
        f"<section><table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></section>"
    )


def _move(move: Move) -> str:
    return escape(codebook()[move].name)


def _turns(coding: Coding, found: Fidelity) -> str:
    items = "".join(_turn(turn, found) for turn in coding.turns)
    return f'<section><h2>The talk</h2><ol class="turns">{items}</ol></section>' if items else ""


def _turn(turn: CodedTurn, found: Fidelity) -> str:
    at = "" if turn.start is None else f", {clock(turn.start)}"
    head = f'<span class="who">Turn {turn.index}, {turn.role}</span>{at}'
    if turn.move is None:
        return f'<li id="turn-{turn.index}">{head}<p>{escape(turn.text)}</p></li>'
    unsure = " (unsure)" if turn.unsure else ""
    text = "".join(map(_marked, pieces(turn)))
    form = _left_to(turn, found)
    left = f' class="left" data-form="{form}"' if form else ""
    says = f" · {_icon(form)} {_name(form)}, not announced" if form else ""
    return (
        f'<li id="turn-{turn.index}"{left}>{head} · {_move(turn.move)}{unsure}{says}'
        f"<p>{text}</p></li>"
    )


def _left_to(turn: CodedTurn, found: Fidelity) -> FormOfGuidance | None:
    within = (each for each in found.drift if each.start_turn <= turn.index <= each.end_turn)
    return next((each.to_form for each in within), None)


def _marked(piece: Piece) -> str:
    text = escape(piece.text)
    return f"<mark>{text}</mark>" if piece.decided else text
