"""HTML input of the supervision pages. Nothing here saves."""

from collections.abc import Iterable

from django import forms

from fourfold_web.engagements.models import Engagement
from fourfold_web.shared.screened_forms import ScreenedForm

LONGEST = 4_000


class RecommendForm(ScreenedForm):
    """What a supervisor recommends; screened, since it is read where nobody checks it."""

    words = forms.CharField(
        label="What do you recommend?",
        help_text="For the learner alone. Leave patients out.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Write what you recommend."},
    )


class PassOnForm(forms.Form):
    """To which mentor the learner passes it on."""

    pair = forms.ChoiceField(
        label="Who may read it?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a mentor.",
            "invalid_choice": "This mentor cannot get it any more. Choose one of those shown.",
        },
    )

    def __init__(self, *args, pairs: Iterable[Engagement], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = {str(each.pk): each for each in pairs}
        self.fields["pair"].choices = [(pk, each.guide.name) for pk, each in self.pairs.items()]
        if len(self.pairs) == 1:
            self.fields["pair"].initial = next(iter(self.pairs))

    def to_pair(self) -> Engagement:
        """The chosen one."""
        return self.pairs[self.cleaned_data["pair"]]
