"""What a director and a supervisor bring about: lists, documents, titles, recommendations."""

from io import BytesIO

from fourfold.programs.roster import open_table
from fourfold_web.documents import actions as document_actions
from fourfold_web.documents.given import Given
from fourfold_web.documents.models import Document
from fourfold_web.library.actions import EntryWords, add_entry
from fourfold_web.library.models import OwnEntry
from fourfold_web.need_checklist import actions as need_actions
from fourfold_web.need_checklist.models import NeedCheck
from fourfold_web.people.models import Person
from fourfold_web.programs.models import Program, Supervision
from fourfold_web.roster import actions as roster_actions
from fourfold_web.roster.models import RollOver, RosterImport
from fourfold_web.supervision.actions import recommend_to
from fourfold_web.supervision.models import Recommendation
from fourfold_web.techniques import actions as technique_actions
from fourfold_web.techniques.models import Technique

HANDBOOK = """\
# Guidance in our program

## Coaches

Your coach has been through this program. Coaches tell residents what to do in their rotation and \
answer their questions. Your coach grades your rotation and reports to the promotion committee.

## Mentors

Every resident has a mentor in the same specialty who shares experience. You meet regularly.
"""
ROSTER = """\
User ID,Last Name,First Name,Email,User Type,Level,Location,Status
0012,Lind,Lena,lena@example.org,Resident,2,City Hospital,Active
0031,Bell,Nia,nia@example.org,Resident,1,City Hospital,Active
0044,Moss,Ida,ida.example.org,Resident,1,City Hospital,Active
0058,Vale,Tom,tom@example.org,Resident,3,City Hospital,Graduated
"""


class ProgramSide:
    """The director's and the supervisor's deeds of a cast."""

    program: Program
    dora: Person
    sam: Person
    gita: Person
    lena: Person

    def roster_import(self, content: str = ROSTER) -> RosterImport:
        """A list of people that Dora has brought in; its columns are still to name."""
        table = open_table(BytesIO(content.encode()))
        return roster_actions.keep_list(
            by=self.dora, program=self.program, table=table, file_name="july.csv", system="medhub"
        )

    def roll_over(self) -> RollOver:
        """Lena, who finishes, is to leave; Dora has just said so."""
        self.lena.memberships.filter(program=self.program).update(cohort="PGY-3")
        return roster_actions.start_roll_over(
            by=self.dora, program=self.program, moves={"PGY-3": ""}
        )

    def recommendation(self, words: str = "Ask Dr. Rao about teaching.") -> Recommendation:
        """What Sam has sent to Lena, who may have a mentor or not."""
        supervision = Supervision.objects.get(supervisor=self.sam, learner=self.lena)
        return recommend_to(supervisor=self.sam, supervision=supervision, words=words)

    def library_entry(self, title: str = "Teaching on rounds") -> OwnEntry:
        """A title that Dora has added to the library, without a link."""
        words = EntryWords(title=title, type="article", says="On teaching, for residents.")
        return add_entry(by=self.dora, program=self.program, words=words)

    def technique(self, title: str = "One question, then wait") -> Technique:
        """What Gita was asked to share and shares with the guides of the program."""
        if not self.gita.technique_invitations.exists():
            technique_actions.invite(program=self.program, guide=self.gita)
        described = technique_actions.Described(
            form_of_guidance="coaching",
            topic="performance_milestones",
            setting="ward",
            title=title,
            worked="I ask one open question and count to five.",
            did_not="After a night on call it feels like an exam.",
        )
        return technique_actions.share_technique(
            by=self.gita, program=self.program, described=described
        )

    def document(self, words: str = HANDBOOK, name: str = "Handbook.md") -> Document:
        """A document of the program, reviewed."""
        given = Given(name, words.encode())
        [kept] = document_actions.add_documents(by=self.dora, program=self.program, given=[given])
        document_actions.read_version(version_id=kept.versions.get().pk)
        kept.refresh_from_db()
        return kept

    def need_check(self, unit: str = "Night team", **answers: str) -> NeedCheck:
        """A finished need check; without answers coaching is what the unit needs."""
        check = need_actions.begin_check(by=self.dora, program=self.program, unit=unit)
        said = answers or {"skills_soon": "yes", "balance": "no", "together": "group"}
        need_actions.answer_page(by=self.dora, check=check, answers=said, is_last=True)
        check.refresh_from_db()
        return check
