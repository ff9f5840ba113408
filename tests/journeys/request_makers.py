"""Requests, offers and terms in every state."""

from collections.abc import Callable
from dataclasses import replace

from fourfold.confidentiality.narrowing import narrowings
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.program_clauses import ProgramClause
from fourfold_web.engagements import actions
from fourfold_web.programs import actions as program_actions
from fourfold_web.programs.conflicts import seen_of
from fourfold_web.programs.queries import clauses_of
from tests.cast import Cast, terms


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


def no_guide(cast: Cast) -> str:
    return f"/requests/{cast.sent(afterwards='program').pk}/"


def closed_kindly(cast: Cast) -> str:
    sent = cast.sent()
    actions.close_request(by=cast.dora, guidance_request=sent)
    return f"/requests/{sent.pk}/"


def hand_over(cast: Cast) -> str:
    return f"/program/waiting/{cast.sent(asked_guide=cast.gita).pk}/guide/"


def paused(cast: Cast) -> str:
    pair = cast.pair()
    actions.pause_engagement(by=cast.lena, engagement=pair, until=None)
    return f"/pairs/{pair.pk}/pause/"


def mentoring_terms(cast: Cast) -> str:
    return f"/requests/{cast.accepted(FormOfGuidance.MENTORING).pk}/agreement/propose/"


def accepted(cast: Cast) -> str:
    return f"/requests/{cast.accepted().pk}/"


def clauses_written(cast: Cast) -> None:
    """The program asks two things of every pair."""
    clauses = [
        ProgramClause("No assessment", "The guide takes no part in decisions about the learner."),
        ProgramClause("Ending", "Either says it in a talk, not by mail."),
    ]
    program_actions.change_clauses(
        by=cast.dora, program=cast.program, clauses=clauses, seen_version=0
    )


def terms_with_clauses(cast: Cast) -> str:
    clauses_written(cast)
    return first_terms(cast)


def clauses_to_tick(cast: Cast) -> str:
    """Gita has proposed terms with these clauses; Lena is to tick them."""
    clauses_written(cast)
    accepted = cast.accepted()
    asked = replace(terms(FormOfGuidance.COACHING), program_clauses=clauses_of(cast.program))
    actions.propose_agreement(
        by=cast.gita, agreement=accepted.agreement, terms=asked, seen_version=0
    )
    return f"/requests/{accepted.pk}/agreement/"


def not_offered(cast: Cast) -> str:
    """Coaching would fit, and the program offers advising alone."""
    program_actions.apply_template(by=cast.dora, program=cast.program, name="advising_desk")
    cast.program.refresh_from_db()
    return f"/ask/{cast.draft().pk}/choose/"


def stricter(cast: Cast) -> str:
    """The program keeps to every narrowing but one, which it took back."""
    names = list(narrowings())
    for kept in (names, names[1:]):
        seen = seen_of(cast.program, "narrowing")
        program_actions.set_narrowings(
            by=cast.dora, program=cast.program, names=kept, ends=names, seen=seen
        )
    return "/who-sees-what/"


def words_kept_back(cast: Cast) -> str:
    stricter(cast)
    return f"/requests/{cast.sent().pk}/"


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
