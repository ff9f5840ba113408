"""What people confide is stored as text, whatever its shape."""

import pytest
from django.core import serializers
from django.db import connection

from fourfold_web.engagements.models import GuidanceRequest
from fourfold_web.shared.fields import ConfidentialJSON, ConfidentialText

ANSWERS = {"focus": "career", "said": ["“Ärger”\x00", None, 3, True]}


@pytest.mark.parametrize("name", ["text", "answers", "recommendation"])
def test_confidential_columns_are_plain_text(name):
    field = GuidanceRequest._meta.get_field(name)

    kind = field.db_type(connection)

    assert (kind, field.db_check(connection)) == ("text", None)


@pytest.mark.parametrize("value", [ANSWERS, {}, [], None])
def test_confidential_json_comes_back_as_it_was_given(cast, value):
    draft = cast.draft()

    GuidanceRequest.objects.filter(pk=draft.pk).update(recommendation=value)

    draft.refresh_from_db()
    assert draft.recommendation == value
    assert GuidanceRequest.objects.values_list("recommendation", flat=True).get() == value


def test_confidential_json_leaves_nothing_as_null(cast):
    cast.draft()

    assert GuidanceRequest.objects.filter(recommendation=None).count() == 1


def test_confidential_json_survives_a_dump(cast):
    draft = cast.draft()
    GuidanceRequest.objects.filter(pk=draft.pk).update(answers=ANSWERS)
    dump = serializers.serialize("json", GuidanceRequest.objects.all())

    [loaded] = serializers.deserialize("json", dump)

    assert (loaded.object.answers, loaded.object.recommendation) == (ANSWERS, None)


@pytest.mark.parametrize("field", [ConfidentialText, ConfidentialJSON])
def test_confidential_field_keeps_its_datum_out_of_migrations(field):
    _, _, _, said = field(datum="agreement", blank=True).deconstruct()

    assert said == {"blank": True}
