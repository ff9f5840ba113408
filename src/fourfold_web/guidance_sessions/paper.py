"""What is noted of a meeting that took place without this product."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from fourfold.guidance import session as core
from fourfold.guidance.catalog import FormOfGuidance


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """What is noted of it. A switch was said aloud then; its moment is not known any more, so it
    is set to the middle and marked as later."""

    opening: core.Opening
    opened_at: datetime
    minutes: int
    switched_to: FormOfGuidance | None = None
    next_meeting: core.NextMeeting | None = None

    def as_held(self) -> core.GuidanceSession:
        """The meeting as the protocol would have seen it, refusing what it would have refused."""
        length = timedelta(minutes=self.minutes)
        done = core.open_session(core.GuidanceSession(opening=self.opening), at=self.opened_at)
        if self.switched_to and self.switched_to != self.opening.form_of_guidance:
            done = core.switch_role(
                done, at=self.opened_at + length / 2, to_form=self.switched_to, marked_later=True
            )
        return core.end_session(done, at=self.opened_at + length)
