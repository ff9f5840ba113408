"""What a director sends about how long transcripts are kept. Nothing here saves."""

from django import forms

from fourfold.programs.rules import kept_days_limits, usual_kept_days
from fourfold_web.programs.forms import SeenForm


class KeptForm(SeenForm):
    """How many days transcripts stay after a pair has ended."""

    days = forms.IntegerField(
        label="Days after a pair has ended",
        required=False,
        error_messages={"invalid": "Write the days as a number, such as 365, or nothing."},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        least, most = kept_days_limits()
        self.fields["days"].help_text = (
            f"From {least} to {most}; most programs keep them for {usual_kept_days()}. Empty: they"
            " stay until one of the two deletes them."
        )
