"""The demo's one-click links."""

import pytest
from django.core import signing

from fourfold_web.people.views.sample_sign_in import SALT, sample_sign_in_path
from tests.cast import person


@pytest.fixture
def nia(db):
    return person("Nia Bell", sample=True)


@pytest.fixture
def _demo(settings):
    settings.DEMO = True


@pytest.mark.usefixtures("_demo")
def test_sample_sign_in_signs_in_and_leads_home(client, nia):
    response = client.get(sample_sign_in_path(nia))

    assert (response.status_code, response.url) == (302, "/home/")
    assert client.session["_auth_user_id"] == str(nia.pk)


@pytest.mark.usefixtures("_demo")
def test_sample_sign_in_replaces_whoever_was_signed_in(cast, as_person, nia):
    client = as_person(cast.lena)

    client.get(sample_sign_in_path(nia))

    assert client.session["_auth_user_id"] == str(nia.pk)


def test_sample_sign_in_is_not_there_outside_the_demo(client, nia, settings):
    settings.DEMO = False

    assert client.get(sample_sign_in_path(nia)).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("_demo")
def test_sample_sign_in_is_not_there_for_a_real_person(client, cast):
    assert client.get(sample_sign_in_path(cast.lena)).status_code == 404


@pytest.mark.usefixtures("_demo")
def test_sample_sign_in_is_not_there_for_somebody_who_left(client, nia):
    nia.is_active = False
    nia.save()

    assert client.get(sample_sign_in_path(nia)).status_code == 404


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("salt", ["another", SALT])
def test_sample_sign_in_refuses_a_token_of_other_make(client, nia, salt):
    token = signing.dumps(str(nia.pk), salt=salt) + ("x" if salt == SALT else "")

    assert client.get(f"/account/sample/{token}/").status_code == 404
