import pytest
from django.core.management import call_command
@pytest.mark.django_db(transaction=True)
def test_back_and_forth():
    call_command("migrate","guidance_sessions","0003",verbosity=0)
    call_command("migrate","guidance_sessions",verbosity=0)
