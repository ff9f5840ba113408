"""Loading the sample program where others already are, and from the command line."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from fourfold_web.correspondence.models import OutgoingMail
from fourfold_web.jobs.models import Job
from fourfold_web.sample.actions import load_sample


def test_load_sample_keeps_the_mails_of_real_people(cast):
    cast.sent()
    before = set(OutgoingMail.objects.all()), set(Job.objects.all())

    load_sample(now=timezone.now())

    assert (set(OutgoingMail.objects.all()), set(Job.objects.all())) == before


@pytest.mark.django_db
def test_load_sample_command_says_what_it_did():
    out = StringIO()

    call_command("load_sample", stdout=out)

    assert out.getvalue() == "Sample residency is loaded: 36 made-up persons.\n"
