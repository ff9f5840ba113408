"""Pages in the states that the policy's plain rows do not show, and how the cast gets there.

Each state is a person's name, empty for the signed-out, the page's address made from the cast, and
perhaps what they do there first.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.session import ClosingFeedback, GuideReflection, NextMeeting
from fourfold.transcripts.moves import Move
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.guidance_sessions import actions as session_actions
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.people.models import Person
from fourfold_web.transcripts import actions as transcript_actions
from fourfold_web.transcripts.models import Transcript
from tests.cast import TALK, Cast, terms
from tests.journeys.visitor import Visitor

ADD_PERSON = "Add and send a welcome mail"


@dataclass(frozen=True)
class State:
    """One page in one state. `deed` is done on it before it is looked at."""

    name: str
    who: str
    path: Callable[[Cast], str]
    deed: Callable[[Visitor], None] | None = None


def send_empty(button: str) -> Callable[[Visitor], None]:
    """Empty every text field and send; the summary of what needs another look takes the focus."""

    def deed(visitor: Visitor) -> None:
        main = visitor.page.locator("main")
        for field in main.get_by_role("textbox").all():
            field.fill("")
        main.get_by_role("button", name=button, exact=True).click()
        expect(main.locator(".error-summary")).to_be_focused()
        assert visitor.page.title().startswith("Error: ")

    return deed


def ask_for_code(visitor: Visitor) -> None:
    visitor.write("Email address", "lena@example.org")
    visitor.tap("Send me a code")


def send_wrong_code(visitor: Visitor) -> None:
    ask_for_code(visitor)
    visitor.write("Code", "000000")
    visitor.tap("Sign in")
    expect(visitor.page.locator(".error-summary")).to_be_focused()


def unfold(visitor: Visitor) -> None:
    """Open everything that is folded, what lies inside of it too."""
    for fold in visitor.page.locator("main details").all():
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()


def switch_and_unfold(visitor: Visitor) -> None:
    visitor.tap("Switch to mentoring")
    visitor.reads("You are mentoring")
    unfold(visitor)


def decline_in_silence(visitor: Visitor) -> None:
    unfold(visitor)
    visitor.tap("Decline")
    expect(visitor.page.locator(".error-summary")).to_be_focused()


def accept_too_late(visitor: Visitor) -> None:
    """Gus accepts while the page stands open."""
    actions.accept_request(
        guide=Person.objects.get(name="Gus Berg"), guidance_request=GuidanceRequest.objects.get()
    )
    visitor.tap("Accept")
    expect(
        visitor.page.get_by_role("heading", name="Somebody was a moment quicker")
    ).to_be_visible()


def draft_page(page: str, words: str = "") -> Callable[[Cast], str]:
    return lambda cast: f"/ask/{(cast.draft(words) if words else cast.draft()).pk}/{page}/"


def chosen(cast: Cast) -> str:
    draft = cast.draft()
    actions.choose_form(learner=cast.lena, guidance_request=draft, chosen=FormOfGuidance.MENTORING)
    return f"/ask/{draft.pk}/check/"


def request_page(cast: Cast) -> str:
    return f"/requests/{cast.sent().pk}/"


def offered(cast: Cast) -> str:
    actions.offer_form(
        guide=cast.gita,
        guidance_request=cast.sent(),
        form_of_guidance=FormOfGuidance.MENTORING,
        phrase="I have been there myself.",
    )
    return f"/requests/{cast.lena.guidance_requests.get().pk}/"


def declined(cast: Cast) -> str:
    sent = cast.sent(asked_guide=cast.gita)
    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase="Not before May.")
    return f"/requests/{sent.pk}/"


def withdrawn(cast: Cast) -> str:
    sent = cast.sent()
    actions.withdraw_request(learner=cast.lena, guidance_request=sent)
    return f"/requests/{sent.pk}/"


def accepted(cast: Cast) -> str:
    return f"/requests/{cast.accepted().pk}/"


def first_terms(cast: Cast) -> str:
    return f"{accepted(cast)}agreement/propose/"


def settled(cast: Cast, form: FormOfGuidance = FormOfGuidance.COACHING) -> str:
    return f"/requests/{cast.pair(form).agreement.guidance_request_id}/agreement/"


def in_one_line(cast: Cast) -> str:
    return settled(cast, FormOfGuidance.ADVISING)


def counter_proposed(cast: Cast) -> str:
    proposed = cast.proposed()
    other_words = replace(terms(FormOfGuidance.COACHING), covered="Rounds and clinic letters.")
    actions.propose_agreement(
        by=cast.lena, agreement=proposed.agreement, terms=other_words, seen_version=1
    )
    return f"/requests/{proposed.pk}/agreement/"


def planned_session(cast: Cast) -> str:
    return f"/sessions/{new_meeting(cast).pk}/open/"


def new_meeting(cast: Cast) -> GuidanceSession:
    return cast.planned(cast.pair())


def open_session(cast: Cast) -> str:
    return f"/sessions/{cast.open_session(cast.pair()).pk}/"


def to_close(cast: Cast) -> str:
    return f"/sessions/{cast.ended_session(cast.pair()).pk}/close/"


def half_closed(cast: Cast) -> GuidanceSession:
    """Lena has closed; Gita has not."""
    held = cast.ended_session(cast.pair())
    session_actions.give_closing_feedback(
        learner=cast.lena,
        guidance_session=held,
        feedback=ClosingFeedback(usefulness=4, stayed_in_role=5, next_step="Present on Friday."),
        words="Good questions.",
        open_reply=True,
    )
    return held


def complete(cast: Cast) -> GuidanceSession:
    """Both have closed, after a switch of role."""
    held = half_closed(cast)
    session_actions.give_reflection(
        guide=cast.gita,
        guidance_session=held,
        reflection=GuideReflection(stayed_in_role=4, moment="The first line."),
    )
    session_actions.set_next_meeting(
        by=cast.gita, guidance_session=held, next_meeting=NextMeeting(at=None, none_planned=True)
    )
    return held


def closed(made: Callable[[Cast], GuidanceSession], page: str = "") -> Callable[[Cast], str]:
    return lambda cast: f"/sessions/{made(cast).pk}/{page}"


def at(path: str) -> Callable[[Cast], str]:
    return lambda cast: path


def full_home(cast: Cast) -> str:
    """Something of every kind waits on the home page."""
    pair = cast.pair()
    cast.open_session(pair)
    cast.ended_session(cast.pair(FormOfGuidance.MENTORING))
    cast.proposed()
    cast.draft()
    cast.sent()
    return "/home/"


def sample_home(cast: Cast) -> str:
    cast.program.is_sample = True
    cast.program.save()
    return "/home/"


def waiting_list(cast: Cast) -> str:
    cast.sent()
    cast.proposed()
    cast.ended_session(cast.pair())
    return "/program/"


def supervised(cast: Cast) -> str:
    cast.ended_session(cast.pair())
    return "/program/supervision/"


def pair_page(made: Callable[[Cast], GuidanceSession]) -> Callable[[Cast], str]:
    return lambda cast: f"/pairs/{made(cast).engagement_id}/"


def talk_page(made: Callable[[Cast], GuidanceSession]) -> Callable[[Cast], str]:
    return lambda cast: f"/sessions/{made(cast).pk}/transcript/"


def not_allowed(cast: Cast) -> GuidanceSession:
    """The agreement says no to transcripts."""
    held = cast.ended_session(cast.pair())
    version = held.engagement.agreement.versions.get()
    version.terms = version.terms | {"transcripts": False}
    version.save()
    return held


def draft_with_patients(cast: Cast) -> str:
    words = f"{TALK}\nLena: She was Mrs. Okonkwo, born on March 3, 1951, phone 555-010-4477."
    return f"/transcripts/drafts/{cast.transcript_draft(cast.pair(), words).pk}/"


def draft_waits(cast: Cast) -> str:
    draft = cast.transcript_draft(cast.pair())
    return f"/sessions/{draft.guidance_session_id}/transcript/"


def draft_with_strangers(cast: Cast) -> str:
    """Neither voice bears the name of one of the two."""
    words = "Speaker 1: Whom did you see?\n\nSpeaker 2: Mrs. Okonkwo and Mrs. Abernathy."
    return f"/transcripts/drafts/{cast.transcript_draft(cast.pair(), words).pk}/"


def draft_with_very_many_patients(cast: Cast) -> str:
    seen = [f"Lena: Medical record number {20_000_000 + 37 * each}." for each in range(300)]
    words = "\n\nGita: Who else?\n\n".join([TALK, *seen])
    return f"/transcripts/drafts/{cast.transcript_draft(cast.pair(), words).pk}/"


def report_to_come(cast: Cast) -> str:
    coded = cast.transcript(cast.pair())
    long_ago = timezone.now() - timedelta(hours=1)
    Transcript.objects.update(coded_at=None, codes=None, asked_at=long_ago)
    return f"/transcripts/{coded.pk}/"


def long_report(cast: Cast) -> str:
    """Several pages of turns, with a code that Gita has contested."""
    coded = cast.transcript(cast.pair(), TALK * 6)
    transcript_actions.contest_move(
        by=cast.gita, transcript=coded, turn_index=6, move=Move.SHARE_EXPERIENCE
    )
    return f"/transcripts/{coded.pk}/"


def three_talks(cast: Cast) -> str:
    pair = cast.pair()
    for _ in range(3):
        cast.transcript(pair)
    return "/transcripts/over-time/"


STATES = [
    State("sign-in: refused", "", at("/account/sign-in/code/"), send_empty("Send me a code")),
    State("sign-in: the code", "", at("/account/sign-in/code/"), ask_for_code),
    State("sign-in: a wrong code", "", at("/account/sign-in/code/"), send_wrong_code),
    State("settings: refused", "lena", at("/account/you/"), send_empty("Save")),
    State("home of a learner: full", "lena", full_home),
    State("home of a guide: full", "gita", full_home),
    State("home of a sample program", "dora", sample_home),
    State("a page that does not exist", "lena", at("/nowhere/")),
    State("ask: refused", "lena", draft_page("1"), send_empty("Continue")),
    State("ask: second page", "lena", draft_page("2")),
    State("ask: third page", "lena", draft_page("3")),
    State("ask: fourth page", "lena", draft_page("4")),
    State("choose: cannot say yet", "lena", draft_page("choose", words="Hello there.")),
    State("request: declined", "lena", declined),
    State("request: withdrawn", "lena", withdrawn),
    State("request: accepted", "lena", accepted),
    State("request: another form offered", "lena", offered),
    State("request: my offer waits", "gita", offered),
    State("request: all ways to answer", "gita", request_page, unfold),
    State("request: decline without a line", "gita", request_page, decline_in_silence),
    State("request: somebody was quicker", "gita", request_page, accept_too_late),
    State("queue: full", "gita", lambda cast: cast.sent() and cast.proposed() and "/queue/"),
    State("first terms", "gita", first_terms, unfold),
    State("first terms: refused", "gita", first_terms, send_empty("Propose to Lena")),
    State("agreement: settled", "lena", settled),
    State("agreement: in one line", "lena", in_one_line),
    State("agreement: other words", "gita", counter_proposed),
    State("pair: before its first session", "gita", pair_page(new_meeting)),
    State("pair: refused time", "lena", pair_page(half_closed), send_empty("Plan it")),
    State("pair: with sessions held", "lena", pair_page(complete)),
    State("opening: refused", "gita", planned_session, send_empty("Say it and start")),
    State("live: after a switch", "gita", open_session, switch_and_unfold),
    State("closing: refused to the learner", "lena", to_close, send_empty("Save and finish")),
    State("closing: refused to the guide", "gita", to_close, send_empty("Save and finish")),
    State("closed by one", "lena", closed(half_closed, "close/")),
    State("closed by both", "lena", closed(complete, "close/")),
    State("record: of the guide", "gita", closed(complete)),
    State("record: not closed yet", "gita", closed(half_closed)),
    State("words: not agreed", "gita", talk_page(not_allowed)),
    State("words: not answered", "lena", talk_page(lambda cast: cast.ended_session(cast.pair()))),
    State(
        "words: refused",
        "gita",
        talk_page(lambda cast: cast.talk(cast.pair())),
        send_empty("Read it"),
    ),
    State("words: wait for a check", "gita", draft_waits),
    State("check: patients found, read", "gita", draft_with_patients, unfold),
    State("check: very many patients", "gita", draft_with_very_many_patients),
    State("check: refused", "gita", draft_with_strangers, send_empty("Keep it and make my report")),
    State("report: to come, slowly", "gita", report_to_come),
    State("report: several pages, contested", "gita", long_report, unfold),
    State("over time: three talks", "gita", three_talks, unfold),
    State("waiting: full", "dora", waiting_list),
    State("people: refused", "dora", at("/program/people/"), send_empty(ADD_PERSON)),
    State("supervision: full", "sam", supervised),
]
