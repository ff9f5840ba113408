"""`change_address OLD NEW`: for somebody who cannot reach their old address any more."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from fourfold.issues import FourfoldError
from fourfold_web.people.actions import change_address
from fourfold_web.people.models import Person


class Command(BaseCommand):
    help = "Let a person sign in with another address. Make sure first that it is really theirs."

    def add_arguments(self, parser) -> None:
        parser.add_argument("old", help="the address they sign in with now")
        parser.add_argument("new", help="the address they will sign in with")

    def handle(self, *args, **options) -> None:
        person = Person.objects.filter(email=options["old"].strip().lower()).first()
        if person is None:
            raise CommandError("Nobody here has the old address. Look at the list of people.")
        try:
            validate_email(options["new"].strip())
            change_address(by=None, person=person, email=options["new"])
        except ValidationError as refusal:
            raise CommandError(
                "The new address is none. Write one such as lena@x.org."
            ) from refusal
        except FourfoldError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Changed. The old address opens nothing any more.")
