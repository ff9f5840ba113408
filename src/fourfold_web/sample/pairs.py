"""One guidance request of the sample, from its draft to the end of the pair."""

from fourfold.guidance.agreement import AgreementTerms, default_terms
from fourfold.guidance.catalog import FormOfGuidance
from fourfold.guidance.intake import Intake
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import (
    Afterwards,
    Agreement,
    AgreementVersion,
    Engagement,
    GuidanceRequest,
)
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program
from fourfold_web.sample.clock import Clock, date_back
from fourfold_web.sample.meetings import add_meetings

Persons = dict[str, Person]


def add_pair(entry: dict, *, program: Program, persons: Persons, clock: Clock) -> None:
    """Play one entry of `requests` in data.toml as far as it goes."""
    guidance_request = _ask(entry, program, persons, clock)
    if "guide" in entry:
        _answer(entry["guide"], guidance_request, persons, clock)
    if "agreement" in entry:
        engagement = _agree(entry["agreement"], guidance_request, clock)
        if engagement:
            add_meetings(entry.get("sessions", []), engagement=engagement, clock=clock)
        if "paused" in entry:
            _pause(entry, engagement, clock)
        if "ended" in entry:
            actions.end_engagement(by=engagement.learner, engagement=engagement)
            date_back(engagement, ended_at=clock.ago(entry["ended"]))
    if "withdrawn" in entry:
        actions.withdraw_request(
            learner=guidance_request.learner, guidance_request=guidance_request
        )
        date_back(guidance_request, changed_at=clock.ago(entry["withdrawn"]))
    if "closed" in entry:
        actions.close_request(by=persons["dora"], guidance_request=guidance_request)
        date_back(guidance_request, changed_at=clock.ago(entry["closed"]))


def _ask(entry: dict, program: Program, persons: Persons, clock: Clock) -> GuidanceRequest:
    learner = persons[entry["learner"]]
    guidance_request = actions.start_request(learner=learner, program=program)
    intake = Intake(answers=entry["answers"], text=entry["text"])
    actions.save_answers(learner=learner, guidance_request=guidance_request, intake=intake)
    guidance_request.refresh_from_db()
    drafted = clock.ago(entry["drafted"])
    date_back(guidance_request, created_at=drafted, changed_at=drafted)
    if "sent" not in entry:
        return guidance_request
    sent = actions.open_request(
        learner=learner,
        guidance_request=guidance_request,
        chosen=FormOfGuidance(entry["chosen"]),
        asked_guide=persons.get(entry.get("asked")),
        also=[persons[key] for key in entry.get("also", [])],
        afterwards=Afterwards(entry.get("afterwards", "learner")),
    )
    date_back(sent, sent_at=clock.ago(entry["sent"]), changed_at=clock.ago(entry["sent"]))
    _wait_since(sent, clock, entry["sent"])
    return sent


def _answer(answer: dict, sent: GuidanceRequest, persons: Persons, clock: Clock) -> None:
    act = {"guide": persons[answer["by"]], "guidance_request": sent}
    match answer["kind"]:
        case "accept":
            actions.accept_request(**act)
        case "offer":
            form = FormOfGuidance(answer["form"])
            actions.offer_form(**act, form_of_guidance=form, phrase=answer["phrase"])
        case "pass_on":
            actions.pass_request_on(**act, phrase=answer["phrase"])
        case "decline":
            reason = answer.get("reason", "")
            actions.decline_request(**act, phrase=answer["phrase"], reason=reason)
    at = clock.ago(answer["days"])
    answered = GuidanceRequest.objects.get(pk=sent.pk)
    date_back(answered, changed_at=at, answered_at=at if answered.guide_id else None)
    date_back(answered.guide_answers.get(), at=at)
    if answered.waits_since != sent.waits_since:
        _wait_since(answered, clock, answer["days"])
    if hasattr(answered, "agreement"):
        date_back(answered.agreement, created_at=at)


def _agree(entry: dict, guidance_request: GuidanceRequest, clock: Clock) -> Engagement | None:
    """Propose the usual terms of the form, perhaps change them, perhaps agree."""
    agreement = Agreement.objects.select_related(
        "guidance_request__learner", "guidance_request__guide"
    ).get(guidance_request=guidance_request)
    learner, guide = agreement.guidance_request.learner, agreement.guidance_request.guide
    words = {
        "session_goal": entry["goal"],
        "covered": entry["covered"],
        "not_covered": entry["not_covered"],
        "transcripts": entry.get("transcripts", False),
    }
    if "interests" in entry:
        words["interests"] = entry["interests"]
    form = FormOfGuidance(guidance_request.chosen_form)
    terms = AgreementTerms.from_json({**default_terms(form).to_json(), **words})
    version, proposed_by, other = _propose(agreement, guide, terms, 0), guide, learner
    _date_version(version, clock, entry["proposed"])
    _wait_since(guidance_request, clock, entry["proposed"])
    if "changes" in entry:
        changed = AgreementTerms.from_json({**terms.to_json(), **entry["changes"]})
        version, other = _propose(agreement, learner, changed, version.number), proposed_by
        _date_version(version, clock, entry["countered"])
    if "signed" not in entry:
        return None
    engagement = actions.sign_agreement(by=other, agreement=agreement, seen_version=version.number)
    signed = clock.ago(entry["signed"])
    date_back(version.assents.get(person=other), at=signed)
    date_back(engagement, started_at=signed, form_of_guidance_since=signed)
    date_back(guidance_request, changed_at=signed)
    return engagement


def _pause(entry: dict, engagement: Engagement, clock: Clock) -> None:
    until = clock.at(entry["paused_until"], "00:00")
    actions.pause_engagement(by=engagement.learner, engagement=engagement, until=until)
    date_back(engagement, paused_at=clock.ago(entry["paused"]))


def _wait_since(waiting: GuidanceRequest, clock: Clock, days: int) -> None:
    """The wait began so many days ago, and the reminders since then went out."""
    sent = sum(day <= days for day in waiting.program.pace.nudge_days)
    date_back(waiting, waits_since=clock.ago(days))
    GuidanceRequest.objects.filter(pk=waiting.pk).update(nudges=sent)


def _propose(
    agreement: Agreement, by: Person, terms: AgreementTerms, seen: int
) -> AgreementVersion:
    return actions.propose_agreement(by=by, agreement=agreement, terms=terms, seen_version=seen)


def _date_version(version: AgreementVersion, clock: Clock, days: int) -> None:
    at = clock.ago(days)
    date_back(version, at=at)
    date_back(version.assents.get(person=version.proposed_by), at=at)
