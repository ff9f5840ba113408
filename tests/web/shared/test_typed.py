"""What is shown again when a page could not be taken: words, and no keys or choices."""

from importlib import import_module

import pytest
from django import forms
from django.apps import apps
from django.http import QueryDict
from django.test import RequestFactory
from django.utils.module_loading import module_has_submodule

from fourfold.guidance.agreement import AgreementTerms
from fourfold.guidance.catalog import FormOfGuidance
from fourfold_web.correspondence.forms import CodeField
from fourfold_web.engagements.agreement_forms import AgreementForm
from fourfold_web.guidance_sessions.forms import OpeningForm
from fourfold_web.shared.typed import CONTROLS, typed_words

CHOSEN = (
    forms.ChoiceField,
    forms.BooleanField,
    forms.UUIDField,
    forms.ModelChoiceField,
    CodeField,
)


def all_fields() -> list[tuple[str, forms.Field]]:
    """Every field of every HTML form, those made from data files included."""
    terms = AgreementTerms(form_of_guidance=FormOfGuidance.COACHING)
    made = [AgreementForm(terms=terms, seen_version=0).fields, OpeningForm().fields]
    modules = [
        import_module(f"{app.name}.forms")
        for app in apps.get_app_configs()
        if app.name.startswith("fourfold_web.") and module_has_submodule(app.module, "forms")
    ]
    declared = [
        each.base_fields
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, forms.Form)
    ]
    return [field for fields in made + declared for field in fields.items()]


def is_chosen(field: forms.Field) -> bool:
    return isinstance(field, CHOSEN) or field.widget.is_hidden


def test_controls_are_exactly_what_nobody_types():
    # A day may be shown again or not: it is picked as often as it is typed.
    fields = [each for each in all_fields() if not isinstance(each[1], forms.DateField)]
    wrong = {name for name, field in fields if is_chosen(field) != (name in CONTROLS)}

    assert wrong == set()


@pytest.mark.parametrize("words", ["Ja", "相談したいことがあります", "two\nlines", " x "])
def test_typed_words_keeps_whatever_was_typed(words):
    sent = QueryDict(mutable=True)
    sent.update({"csrfmiddlewaretoken": "k", "seen_version": "2", "add-role": "guide"})
    sent.update({"add-name": words, "moment": "  "})

    assert typed_words(RequestFactory().post("/", sent.dict())) == [words]
