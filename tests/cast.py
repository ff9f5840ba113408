"""The small cast of every web test: Lena the learner, Gita the guide, Dora the director,
Sam the supervisor, Otto the stranger; and how far a pair has come."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils import timezone

from fourfold.guidance.agreement import AgreementTerms, default_terms
from fourfold.guidance.catalog import FormOfGuidance, profiles
from fourfold.guidance.intake import Intake
from fourfold.guidance.openness import Triangle, triangle_words
from fourfold.guidance.products import Found, Reference
from fourfold.guidance.session import Opening
from fourfold.transcripts.coded import TalkTurn
from fourfold.transcripts.reading import read
from fourfold.transcripts.two_voices import of_the_two
from fourfold_web.appointments import actions as appointment_actions
from fourfold_web.appointments.models import Appointment, AppointmentKind, TimeProposal
from fourfold_web.appointments.slots import times_of_kind
from fourfold_web.coaching_cycle.models import SupervisorInput
from fourfold_web.engagements import actions
from fourfold_web.engagements.models import Engagement, GuidanceRequest
from fourfold_web.goals import actions as goal_actions
from fourfold_web.goals.models import Goal
from fourfold_web.guidance_sessions import actions as session_actions
from fourfold_web.guidance_sessions.models import GuidanceSession
from fourfold_web.matching import actions as matching_actions
from fourfold_web.matching.models import Proposal, Run
from fourfold_web.matching.run_settings import RunSettings
from fourfold_web.papers.actions import publish_summary
from fourfold_web.papers.models import Snapshot
from fourfold_web.papers.summary import Summary
from fourfold_web.people.models import Person
from fourfold_web.products.actions import keep_products
from fourfold_web.products.confirmed import Confirmed
from fourfold_web.products.models import MentorRole, Product
from fourfold_web.programs.models import Membership, MembershipRole, Program, Supervision
from fourfold_web.transcripts import actions as transcript_actions
from fourfold_web.transcripts.models import Transcript, TranscriptDraft
from fourfold_web.wishes import actions as wish_actions
from fourfold_web.wishes.facts import GuideFacts, NeedWords
from fourfold_web.wishes.models import GuideProfile, MatchingRound, Need
from tests.cast_program import ProgramSide

WORDS = "I keep losing the thread when I present patients on rounds and want to get better at it."
TALK = """\
Gita: Good to see you, Lena. What would you like to leave with today?

Lena: I keep losing the thread when I present on rounds.

Gita: What happens just before you lose it?

Lena: Somebody asks a question, and then I tell them everything I know.

Gita: So one question pulls you away from your own plan. What would it take to come back to it?

Lena: Maybe a line that I write down first.

Gita: You should always write the plan at the top of the page. Then you should read it out before \
anything else, and never leave it for a question.

Lena: I could do that.

Gita: What will you try on Thursday?

Lena: I will write my one line before we start.
"""
THE_THREE = Triangle(learner="Lena Lind", guide="Gita Rao", supervisors=["Sam Osei"])
GOAL = "Present a new patient in five minutes without notes, three times in a row."
ANSWERS = {"focus": "task_or_skill", "wants": "find_own_way", "topic": "performance_milestones"}


@dataclass(frozen=True)
class Cast(ProgramSide):
    """One program and its people. Gus is a second guide, Otto belongs to another program."""

    program: Program
    lena: Person
    gita: Person
    gus: Person
    dora: Person
    sam: Person
    otto: Person

    def draft(self, words: str = WORDS, **answers: str) -> GuidanceRequest:
        """Lena's draft with words and answers."""
        draft = actions.start_request(learner=self.lena, program=self.program)
        intake = Intake(answers=answers or ANSWERS, text=words)
        actions.save_answers(learner=self.lena, guidance_request=draft, intake=intake)
        draft.refresh_from_db()
        return draft

    def sent(
        self,
        form: FormOfGuidance = FormOfGuidance.COACHING,
        asked_guide: Person | None = None,
        words: str = WORDS,
        **route,
    ) -> GuidanceRequest:
        """Lena's request as it waits for a guide."""
        return actions.open_request(
            learner=self.lena,
            guidance_request=self.draft(words),
            chosen=form,
            asked_guide=asked_guide,
            **route,
        )

    def accepted(self, form: FormOfGuidance = FormOfGuidance.COACHING) -> GuidanceRequest:
        """A request that Gita has accepted; its terms are still to settle."""
        return actions.accept_request(guide=self.gita, guidance_request=self.sent(form))

    def proposed(
        self, form: FormOfGuidance = FormOfGuidance.COACHING, **changes: bool
    ) -> GuidanceRequest:
        """A request whose first terms Gita has proposed."""
        accepted = self.accepted(form)
        actions.propose_agreement(
            by=self.gita,
            agreement=accepted.agreement,
            terms=terms(form, **changes),
            seen_version=0,
        )
        return accepted

    def pair(self, form: FormOfGuidance = FormOfGuidance.COACHING) -> Engagement:
        """Lena and Gita under an agreement that both assented to; it allows transcripts."""
        proposed = self.proposed(form, transcripts=True)
        return actions.sign_agreement(by=self.lena, agreement=proposed.agreement, seen_version=1)

    def ended_pair(self, form: FormOfGuidance = FormOfGuidance.COACHING) -> Engagement:
        """A pair that Lena has ended."""
        engagement = self.pair(form)
        actions.end_engagement(by=self.lena, engagement=engagement)
        engagement.refresh_from_db()
        return engagement

    def planned(self, engagement: Engagement) -> GuidanceSession:
        """A meeting of the pair, planned for tomorrow; each further one of the guide an hour on."""
        before = engagement.guide.appointments_as_guide.count()
        return session_actions.plan_session(
            by=self.gita,
            engagement=engagement,
            planned_for=timezone.now() + timedelta(days=1, hours=before),
        )

    def hours(self, guide: Person | None = None) -> None:
        """The guide, Gita unless told otherwise, can be met from nine to five on every day."""
        for weekday in range(7):
            (guide or self.gita).weekly_hours.create(weekday=weekday, start=time(9), end=time(17))

    def office_hours(self) -> Membership:
        """Gita's place in the program, where she holds office hours and offers a first talk."""
        self.hours()
        place = Membership.objects.get(person=self.gita, role=MembershipRole.GUIDE)
        appointment_actions.offer_discovery(guide=self.gita, membership=place, offers=True)
        appointment_actions.open_office_hours(
            guide=self.gita,
            membership=place,
            day=timezone.localdate() + timedelta(days=2),
            is_weekly=True,
            starts=time(12),
            ends=time(13),
            minutes=20,
        )
        return place

    def visit(self, words: str = "") -> Appointment:
        """The first of these office hours, booked by Lena."""
        place = self.office_hours()
        free = times_of_kind(place, self.lena, AppointmentKind.OFFICE_HOURS)
        return appointment_actions.book_with_guide(
            learner=self.lena,
            membership=place,
            kind=AppointmentKind.OFFICE_HOURS,
            starts_at=free[0].start,
            words=words,
        )

    def proposal(self, engagement: Engagement) -> TimeProposal:
        """Three times of next week that Gita proposes to Lena."""
        next_week = timezone.now().replace(microsecond=0) + timedelta(weeks=1)
        return appointment_actions.propose_times(
            by=self.gita,
            engagement=engagement,
            moments=[next_week + timedelta(days=each) for each in range(3)],
            minutes=30,
        )

    def open_session(self, engagement: Engagement) -> GuidanceSession:
        """A meeting of the pair that runs now."""
        return session_actions.open_session(
            by=self.gita,
            guidance_session=self.planned(engagement),
            opening=opening(engagement.form),
        )

    def ended_session(self, engagement: Engagement) -> GuidanceSession:
        """A meeting that has ended; both closings are missing."""
        held = self.open_session(engagement)
        session_actions.end_session(by=self.gita, guidance_session=held)
        held.refresh_from_db()
        return held

    def talk(self, engagement: Engagement) -> GuidanceSession:
        """A meeting that has ended and may be written down: both have said yes."""
        held = self.ended_session(engagement)
        for each in (engagement.learner, engagement.guide):
            transcript_actions.answer_consent(by=each, guidance_session=held, is_yes=True)
        return held

    def transcript_draft(self, engagement: Engagement, words: str = TALK) -> TranscriptDraft:
        """What Gita brought in of such a meeting and has not decided on."""
        return self.keep(self.talk(engagement), words)

    def keep(self, guidance_session: GuidanceSession, words: str = TALK) -> TranscriptDraft:
        """Gita brings these words of a meeting in."""
        return transcript_actions.keep_draft(
            guide=self.gita, guidance_session=guidance_session, talk=read(words.encode())
        )

    def transcript(self, engagement: Engagement, words: str = TALK) -> Transcript:
        """The transcript of such a meeting, coded."""
        draft = self.transcript_draft(engagement, words)
        kept = transcript_actions.add_transcript(
            guide=self.gita, draft=draft, turns=turns_of(draft)
        )
        transcript_actions.code_transcript(transcript_id=kept.pk)
        kept.refresh_from_db()
        return kept

    def goal(self, engagement: Engagement | None = None, words: str = GOAL) -> Goal:
        """A goal of Lena's about work, shared with the pair if there is one."""
        kept = goal_actions.add_goal(
            learner=self.lena, words=words, terms=goal_actions.GoalTerms(is_work=True)
        )
        if engagement:
            goal_actions.share(by=self.lena, item=kept, engagement=engagement)
        return Goal.objects.get(pk=kept.pk)

    def product(self, engagement: Engagement, title: str = "Rounds in one line") -> Product:
        """A product of the pair that Lena has confirmed."""
        confirmed = Confirmed(title, 2026, Reference(Found.TITLE, title), MentorRole.ADVISER)
        [kept] = keep_products(by=self.lena, engagement=engagement, confirmed=[confirmed])
        return kept

    def snapshot(self) -> Snapshot:
        """A review summary that Lena has published to the program."""
        summary = Summary(since=date(2026, 5, 1), words="I want to lead rounds next year.")
        return publish_summary(learner=self.lena, program=self.program, summary=summary)

    def supervisor_input(self, engagement: Engagement) -> SupervisorInput:
        """What Sam has put in for the pair, whatever its form is."""
        words = "Presentations run over time."
        return engagement.supervisor_inputs.create(supervisor=self.sam, words=words)

    def matching_round(self, *forms: FormOfGuidance) -> MatchingRound:
        """A round of Dora's for these forms, or all four, with ten days for wishes."""
        return wish_actions.open_round(
            by=self.dora,
            program=self.program,
            name="Spring matching",
            forms=forms or tuple(FormOfGuidance),
            wishes_until=timezone.now() + timedelta(days=10),
        )

    def offers(self, guide: Person | None = None, **facts) -> GuideProfile:
        """What the guide, Gita unless told otherwise, offers: every form, unless told otherwise."""
        place = Membership.objects.get(person=guide or self.gita, role=MembershipRole.GUIDE)
        forms = tuple(form.value for form in FormOfGuidance)
        said = {"forms": forms, "ready": forms, "skills": ("presenting",), **facts}
        return wish_actions.save_profile(
            by=place.person, membership=place, facts=GuideFacts(**said)
        )

    def need(
        self,
        matching_round: MatchingRound | None = None,
        form: FormOfGuidance = FormOfGuidance.COACHING,
    ) -> Need:
        """What Lena looks for in a round, a new one unless told otherwise; Gita offers it."""
        self.offers()
        words = NeedWords(
            words=WORDS, topic="performance_milestones", introduction="I am a second-year resident."
        )
        draft = wish_actions.save_need(
            learner=self.lena, matching_round=matching_round or self.matching_round(), said=words
        )
        return wish_actions.choose_form(learner=self.lena, need=draft, form_of_guidance=form)

    def finished_run(self, need: Need | None = None) -> Run:
        """A run of the round in which Lena's need is, or of a new one; it proposes Gita to her."""
        found = need or self.need()
        run = matching_actions.start_run(
            by=self.dora, matching_round=found.round, settings=RunSettings()
        )
        matching_actions.begin_run(run_id=run.pk)
        return Run.objects.get(pk=run.pk)

    def matched_pair(self) -> Proposal:
        """Lena and Gita as a run has paired and Dora has published them."""
        run = self.finished_run()
        matching_actions.publish_run(by=self.dora, run=run)
        return run.proposals.get()

    def first_talk(self) -> Appointment:
        """A first talk that Lena and Gita had yesterday."""
        starts = timezone.now() - timedelta(days=1)
        return Appointment.objects.create(
            program=self.program,
            learner=self.lena,
            guide=self.gita,
            kind=AppointmentKind.DISCOVERY,
            starts_at=starts,
            ends_at=starts + timedelta(minutes=30),
        )


def turns_of(draft: TranscriptDraft) -> tuple[TalkTurn, ...]:
    """The turns of a draft as they are kept when nothing was masked."""
    return of_the_two(draft.to_core().turns, guide="Gita", learner="Lena")


def terms(form: FormOfGuidance, **changes: bool) -> AgreementTerms:
    """The form's usual terms with what only the two can say, and Sam's part named."""
    usual = default_terms(form, session_goal="Present a patient in three minutes.")
    words = {
        "covered": "Presenting on rounds.",
        "not_covered": "My evaluation of Lena.",
        "triangle": triangle_words(form, THE_THREE),
    }
    return AgreementTerms.from_json({**usual.to_json(), **words, **changes})


def opening(form: FormOfGuidance) -> Opening:
    """The five start fields, said."""
    return Opening(
        guidance_sought="Presenting on rounds",
        goal="Present a patient in three minutes.",
        form_of_guidance=form,
        guide_provides=profiles()[form].announcement,
        covered="Presenting on rounds.",
        not_covered="My evaluation of Lena.",
    )


def person(name: str, *, sample: bool = False) -> Person:
    """A person whose address follows from the first name."""
    email = f"{name.split()[0].lower()}@example.org"
    return Person.objects.create_person(email=email, name=name, is_sample=sample)


def build_cast() -> Cast:
    """The whole cast with their roles: Sam supervises Lena; Otto guides elsewhere."""
    program = Program.objects.create(name="Medicine", crisis_contact="Call 988, day or night.")
    elsewhere = Program.objects.create(name="Elsewhere", crisis_contact="Call 988.")
    names = ("Lena Lind", "Gita Rao", "Gus Berg", "Dora Diaz", "Sam Osei", "Otto Orr")
    lena, gita, gus, dora, sam, otto = [person(name) for name in names]
    roles = {
        lena: MembershipRole.LEARNER,
        gita: MembershipRole.GUIDE,
        gus: MembershipRole.GUIDE,
        dora: MembershipRole.DIRECTOR,
        sam: MembershipRole.SUPERVISOR,
    }
    for member, role in roles.items():
        Membership.objects.create(program=program, person=member, role=role)
    for role in MembershipRole:
        Membership.objects.create(program=elsewhere, person=otto, role=role)
    Supervision.objects.create(program=program, supervisor=sam, learner=lena)
    return Cast(program, lena, gita, gus, dora, sam, otto)
