"""The words of a page that could not be taken, shown again so that nothing typed is lost."""

from django.http import HttpRequest

from fourfold.guidance.intake import questions

# Buttons, keys, marks of what was on the page, and choices: nobody types these. A name that is
# missing here shows a puzzling line too many; it never hides what somebody wrote.
CONTROLS = frozenset(
    {
        "accept",
        "action",
        "answer",
        "ask_more",
        "asked_guide",
        "chosen",
        "code",
        "csrfmiddlewaretoken",
        "do",
        "form_of_guidance",
        "guide",
        "hit",
        "kind",
        "learner",
        "membership",
        "move",
        "next",
        "no_fault_exit",
        "no_next_meeting",
        "open_reply",
        "program",
        "role",
        "seen",
        "seen_version",
        "start_now",
        "stayed_in_role",
        "supervision",
        "supervisor",
        "switch",
        "theme",
        "time_zone",
        "to_form",
        "transcripts",
        "turn",
        "usefulness",
        "who_leads",
        *(question.key for question in questions()),
    }
)


def typed_words(request: HttpRequest) -> list[str]:
    """What a person wrote into the page that was sent, in its order."""
    return [
        value
        for name, values in request.POST.lists()
        # A page with several HTML forms puts the form's name and a dash before each field.
        if name.rpartition("-")[2] not in CONTROLS
        for value in values
        if value.strip()
    ]
