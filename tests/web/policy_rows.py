"""One row of each kind that a route of the policy shows, and who stands how to it."""

from dataclasses import dataclass
from uuid import UUID

from fourfold.confidentiality.visibility import Relation, Role
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.documents import actions as document_actions
from fourfold_web.documents.queries import newest_reviewed
from fourfold_web.engagements import actions
from fourfold_web.goals import actions as goal_actions
from fourfold_web.transcripts import actions as transcript_actions
from tests.cast import Cast


@dataclass(frozen=True)
class Row:
    """One row that a route is about, and in which relation each of the cast stands to it."""

    ids: dict[str, UUID]
    form: FormOfGuidance | None
    relations: dict[str, tuple[Role, Relation]]


NO_ROW = Row({}, None, {})


def draft(cast: Cast, form: FormOfGuidance) -> Row:
    return Row({"request_id": cast.draft().pk}, None, {"lena": (Role.LEARNER, Relation.OWN)})


def guidance_request(cast: Cast, form: FormOfGuidance) -> Row:
    asked = (Role.GUIDE, Relation.ASKED)
    relations = {"lena": (Role.LEARNER, Relation.OWN), "gita": asked, "gus": asked}
    return Row({"request_id": cast.sent(form).pk}, None, relations)


def stuck_request(cast: Cast, form: FormOfGuidance) -> Row:
    relations = {"dora": (Role.DIRECTOR, Relation.PROGRAM)}
    return Row({"request_id": cast.sent(form).pk}, None, relations)


def offer(cast: Cast, form: FormOfGuidance) -> Row:
    offered = actions.offer_form(
        guide=cast.gita,
        guidance_request=cast.sent(form),
        form_of_guidance=next(each for each in FormOfGuidance if each != form),
        phrase="",
    )
    relations = {"lena": (Role.LEARNER, Relation.OWN), "gita": (Role.GUIDE, Relation.OWN)}
    return Row({"request_id": offered.pk}, None, relations)


def declined_request(cast: Cast, form: FormOfGuidance) -> Row:
    sent = cast.sent(form, asked_guide=cast.gita)
    actions.decline_request(guide=cast.gita, guidance_request=sent, phrase="Not before May.")
    return Row({"request_id": sent.pk}, None, {"lena": (Role.LEARNER, Relation.OWN)})


def agreement(cast: Cast, form: FormOfGuidance) -> Row:
    return Row({"request_id": cast.proposed(form).pk}, form, pair_relations(form))


def engagement(cast: Cast, form: FormOfGuidance) -> Row:
    return Row({"engagement_id": cast.pair(form).pk}, form, pair_relations(form))


def ended_engagement(cast: Cast, form: FormOfGuidance) -> Row:
    ended = cast.ended_pair(form)
    return Row({"engagement_id": ended.pk}, form, pair_relations(form, Relation.ENDED))


def guidance_session(cast: Cast, form: FormOfGuidance) -> Row:
    held = cast.open_session(cast.pair(form))
    switch = held.switches.create(
        at=held.opened_at, from_form=form, to_form=held.form_of_guidance, undone_at=held.opened_at
    )
    return Row({"session_id": held.pk, "switch_id": switch.pk}, form, pair_relations(form))


def ended_guidance_session(cast: Cast, form: FormOfGuidance) -> Row:
    return end(cast, guidance_session(cast, form))


def guide_times(cast: Cast, form: FormOfGuidance) -> Row:
    own = (Role.LEARNER, Relation.OWN)
    return Row({"membership_id": cast.office_hours().pk}, None, {"lena": own})


def appointment(cast: Cast, form: FormOfGuidance) -> Row:
    relations = {"lena": (Role.LEARNER, Relation.OWN), "gita": (Role.GUIDE, Relation.OWN)}
    return Row({"appointment_id": cast.visit("May I ask?").pk}, None, relations)


def accepted_request(cast: Cast, form: FormOfGuidance) -> Row:
    return Row({"request_id": cast.accepted(form).pk}, None, {"gita": (Role.GUIDE, Relation.OWN)})


def talk(cast: Cast, form: FormOfGuidance) -> Row:
    return Row({"session_id": cast.talk(cast.pair(form)).pk}, form, pair_relations(form))


def ended_talk(cast: Cast, form: FormOfGuidance) -> Row:
    return end(cast, talk(cast, form))


def transcript_draft(cast: Cast, form: FormOfGuidance) -> Row:
    draft = cast.transcript_draft(cast.pair(form))
    return Row({"draft_id": draft.pk}, form, pair_relations(form))


def ended_transcript_draft(cast: Cast, form: FormOfGuidance) -> Row:
    return end(cast, transcript_draft(cast, form))


def transcript(cast: Cast, form: FormOfGuidance) -> Row:
    """One whose report Gita shares with Lena."""
    coded = cast.transcript(cast.pair(form))
    transcript_actions.share_report(by=cast.gita, transcript=coded)
    return Row({"transcript_id": coded.pk}, form, pair_relations(form))


def ended_transcript(cast: Cast, form: FormOfGuidance) -> Row:
    return end(cast, transcript(cast, form))


def goal(cast: Cast, form: FormOfGuidance) -> Row:
    """One that Gita reads on the pair's page, and on no page of Lena's own."""
    return _own(cast, form, "goal_id")


def step(cast: Cast, form: FormOfGuidance) -> Row:
    return _own(cast, form, "step_id")


def check_in(cast: Cast, form: FormOfGuidance) -> Row:
    return _own(cast, form, "check_in_id")


def _own(cast: Cast, form: FormOfGuidance, name: str) -> Row:
    shared = cast.goal(cast.pair(form))
    made = {
        "goal_id": lambda: shared,
        "step_id": lambda: goal_actions.add_step(
            by=cast.lena, learner=cast.lena, text="Time myself.", goal=shared
        ),
        "check_in_id": lambda: goal_actions.look_at_goal(goal=shared, level=1),
    }[name]()
    return Row({name: made.pk}, None, {"lena": (Role.LEARNER, Relation.OWN)})


def shared_goal(cast: Cast, form: FormOfGuidance) -> Row:
    pair = cast.pair(form)
    ids = {"engagement_id": pair.pk, "goal_id": cast.goal(pair).pk}
    return Row(ids, form, pair_relations(form))


def ended_shared_goal(cast: Cast, form: FormOfGuidance) -> Row:
    return end(cast, shared_goal(cast, form))


def mentoring(cast: Cast, form: FormOfGuidance) -> Row:
    """A pair with one product, whatever its form; only in mentoring is there a page for it."""
    return Row(_with_product(cast, form, "engagement_id"), form, pair_relations(form))


def ended_mentoring(cast: Cast, form: FormOfGuidance) -> Row:
    return end(cast, mentoring(cast, form))


def product(cast: Cast, form: FormOfGuidance) -> Row:
    return Row(_with_product(cast, form, "product_id"), form, pair_relations(form))


def ended_product(cast: Cast, form: FormOfGuidance) -> Row:
    return end(cast, product(cast, form))


def snapshot(cast: Cast, form: FormOfGuidance) -> Row:
    relations = {
        "lena": (Role.LEARNER, Relation.OWN),
        "dora": (Role.DIRECTOR, Relation.PROGRAM),
        "sam": (Role.SUPERVISOR, Relation.SUPERVISED),
    }
    return Row({"snapshot_id": cast.snapshot().pk}, None, relations)


def matching_need(cast: Cast, form: FormOfGuidance) -> Row:
    """Gita reads its introduction on her own page, and no page of the need."""
    need = cast.need(form=form)
    relations = {
        "lena": (Role.LEARNER, Relation.OWN),
        "gita": (Role.GUIDE, Relation.ASKED),
        "dora": (Role.DIRECTOR, Relation.PROGRAM),
        "sam": (Role.SUPERVISOR, Relation.SUPERVISED),
    }
    return Row({"need_id": need.pk}, None, relations)


def learner_round(cast: Cast, form: FormOfGuidance) -> Row:
    own = (Role.LEARNER, Relation.OWN)
    return Row({"round_id": cast.matching_round().pk}, None, {"lena": own})


def guide_round(cast: Cast, form: FormOfGuidance) -> Row:
    own = (Role.GUIDE, Relation.OWN)
    return Row({"round_id": cast.matching_round().pk}, None, {"gita": own, "gus": own})


def wishes_round(cast: Cast, form: FormOfGuidance) -> Row:
    relations = {"lena": (Role.LEARNER, Relation.OWN), "dora": (Role.DIRECTOR, Relation.PROGRAM)}
    guides = guide_round(cast, form)
    return Row(guides.ids, None, {**guides.relations, **relations})


def learner_place(cast: Cast, form: FormOfGuidance) -> Row:
    place = cast.lena.memberships.get()
    return Row({"membership_id": place.pk}, None, {"lena": (Role.LEARNER, Relation.OWN)})


def guide_place(cast: Cast, form: FormOfGuidance) -> Row:
    place = cast.gita.memberships.get()
    return Row({"membership_id": place.pk}, None, {"gita": (Role.GUIDE, Relation.OWN)})


def technique(cast: Cast, form: FormOfGuidance) -> Row:
    fellow = (Role.GUIDE, Relation.PROGRAM)
    relations = {"gita": (Role.GUIDE, Relation.OWN), "gus": fellow}
    return Row({"technique_id": cast.technique().pk}, None, {**relations, **DIRECTS})


def first_talk(cast: Cast, form: FormOfGuidance) -> Row:
    cast.matching_round()
    relations = {"lena": (Role.LEARNER, Relation.OWN), "gita": (Role.GUIDE, Relation.OWN)}
    return Row({"appointment_id": cast.first_talk().pk}, None, relations)


DIRECTS = {"dora": (Role.DIRECTOR, Relation.PROGRAM)}
GUIDES = dict.fromkeys(("gita", "gus"), (Role.GUIDE, Relation.PROGRAM))


def matching_round(cast: Cast, form: FormOfGuidance) -> Row:
    return Row({"round_id": cast.need().round_id}, None, DIRECTS)


def matching_run(cast: Cast, form: FormOfGuidance) -> Row:
    return Row({"run_id": cast.finished_run().pk}, None, DIRECTS)


def matching_proposal(cast: Cast, form: FormOfGuidance) -> Row:
    return Row({"proposal_id": cast.finished_run().proposals.get().pk}, None, DIRECTS)


def roster_import(cast: Cast, form: FormOfGuidance) -> Row:
    relations = {"dora": (Role.DIRECTOR, Relation.PROGRAM)}
    return Row({"import_id": cast.roster_import().pk}, None, relations)


def roll_over(cast: Cast, form: FormOfGuidance) -> Row:
    relations = {"dora": (Role.DIRECTOR, Relation.PROGRAM)}
    return Row({"roll_over_id": cast.roll_over().pk}, None, relations)


def matched_pair(cast: Cast, form: FormOfGuidance) -> Row:
    relations = {"lena": (Role.LEARNER, Relation.OWN), "gita": (Role.GUIDE, Relation.OWN)}
    return Row({"proposal_id": cast.matched_pair().pk}, None, relations)


def _with_product(cast: Cast, form: FormOfGuidance, name: str) -> dict[str, UUID]:
    kept = cast.product(cast.pair(form))
    return {name: kept.pk if name == "product_id" else kept.engagement_id}


def supervisor_input(cast: Cast, form: FormOfGuidance) -> Row:
    kept = cast.supervisor_input(cast.pair(form))
    return Row({"input_id": kept.pk}, form, pair_relations(form))


def library_entry(cast: Cast, form: FormOfGuidance) -> Row:
    """A title of the program, for all of its people."""
    roles = {"lena": Role.LEARNER, "gita": Role.GUIDE, "gus": Role.GUIDE, "sam": Role.SUPERVISOR}
    relations = {who: (role, Relation.PROGRAM) for who, role in roles.items()}
    return Row({"entry_id": cast.library_entry().pk}, None, {**relations, **DIRECTS})


def news_item(cast: Cast, form: FormOfGuidance) -> Row:
    """News of the program, for all of its people."""
    roles = {"lena": Role.LEARNER, "gita": Role.GUIDE, "gus": Role.GUIDE, "sam": Role.SUPERVISOR}
    relations = {who: (role, Relation.PROGRAM) for who, role in roles.items()}
    item = cast.program.news.create(by=cast.dora, title="A day off", words="Sleep first.")
    return Row({"news_id": item.pk}, None, {**relations, **DIRECTS})


def supervised_learner(cast: Cast, form: FormOfGuidance) -> Row:
    """That Sam supervises Lena, who has a pair in this form."""
    relations = pair_relations(cast.pair(form).form)
    return Row({"supervision_id": cast.sam.supervises.get().pk}, None, {"sam": relations["sam"]})


def recommendation(cast: Cast, form: FormOfGuidance) -> Row:
    relations = {"lena": (Role.LEARNER, Relation.OWN), "sam": pair_relations(form)["sam"]}
    return Row({"recommendation_id": cast.recommendation().pk}, None, relations)


def passed_on(cast: Cast, form: FormOfGuidance) -> Row:
    """One that Gita, the mentor, reads, on a page of the pair and not by this address."""
    pair = cast.pair(FormOfGuidance.MENTORING)
    kept = cast.recommendation().passed_on.create(engagement=pair)
    return Row({"passed_on_id": kept.pk}, None, {"lena": (Role.LEARNER, Relation.OWN)})


def program_document(cast: Cast, form: FormOfGuidance) -> Row:
    return Row({"document_id": cast.document().pk}, None, {**GUIDES, **DIRECTS})


def meant_so(cast: Cast, form: FormOfGuidance) -> Row:
    document = cast.document()
    [finding, *_] = newest_reviewed(document).to_review().findings
    kept = document_actions.mean_so(
        by=cast.dora, program=cast.program, document=document, finding=finding, why="We grade."
    )
    return Row({"meant_id": kept.pk}, None, {**GUIDES, **DIRECTS})


def need_check(cast: Cast, form: FormOfGuidance) -> Row:
    return Row({"check_id": cast.need_check().pk}, None, {**GUIDES, **DIRECTS})


def ended_supervisor_input(cast: Cast, form: FormOfGuidance) -> Row:
    return end(cast, supervisor_input(cast, form))


def end(cast: Cast, row: Row) -> Row:
    pair = cast.lena.engagements_as_learner.get()
    actions.end_engagement(by=cast.lena, engagement=pair)
    return Row(row.ids, row.form, pair_relations(row.form, Relation.ENDED))


def pair_relations(form, relation=Relation.OWN) -> dict[str, tuple[Role, Relation]]:
    """Sam's relation exists, and yet no page of a pair is open to a supervisor."""
    return {
        "lena": (Role.LEARNER, relation),
        "gita": (Role.GUIDE, relation),
        "sam": (Role.SUPERVISOR, Relation.SUPERVISED),
        "dora": (Role.DIRECTOR, Relation.PROGRAM),
    }


BUILD = {
    "draft": [draft],
    "guidance_request": [guidance_request],
    "stuck_request": [stuck_request],
    "offer": [offer],
    "declined_request": [declined_request],
    "agreement": [agreement],
    "engagement": [engagement, ended_engagement],
    "guidance_session": [guidance_session, ended_guidance_session],
    "guide_times": [guide_times],
    "appointment": [appointment],
    "accepted_request": [accepted_request],
    "talk": [talk, ended_talk],
    "transcript_draft": [transcript_draft, ended_transcript_draft],
    "transcript": [transcript, ended_transcript],
    "goal": [goal],
    "step": [step],
    "check_in": [check_in],
    "shared_goal": [shared_goal, ended_shared_goal],
    "mentoring": [mentoring, ended_mentoring],
    "product": [product, ended_product],
    "snapshot": [snapshot],
    "matching_need": [matching_need],
    "learner_round": [learner_round],
    "guide_round": [guide_round],
    "wishes_round": [wishes_round],
    "learner_place": [learner_place],
    "guide_place": [guide_place],
    "first_talk": [first_talk],
    "technique": [technique],
    "matching_round": [matching_round],
    "matching_run": [matching_run],
    "matching_proposal": [matching_proposal],
    "matched_pair": [matched_pair],
    "roster_import": [roster_import],
    "roll_over": [roll_over],
    "supervised_pair": [engagement],
    "supervisor_input": [supervisor_input, ended_supervisor_input],
    "library_entry": [library_entry],
    "news_item": [news_item],
    "supervised_learner": [supervised_learner],
    "recommendation": [recommendation],
    "passed_on": [passed_on],
    "program_document": [program_document],
    "meant_so": [meant_so],
    "need_check": [need_check],
}
