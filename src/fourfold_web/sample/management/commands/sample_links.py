"""`sample_links`: the demo's address and one sign-in link for each sample person."""

from django.conf import settings
from django.core.management.base import BaseCommand

from fourfold_web.people.views.sample_sign_in import sample_sign_in_path
from fourfold_web.programs.models import Membership, MembershipRole
from fourfold_web.sample.data import sample_data


class Command(BaseCommand):
    help = "Print the demo's address and a one-click sign-in link for each sample person."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"\nFourfold runs at {settings.BASE_URL}\n")
        self.stdout.write("Open a link to be that person; use two browsers to be two at once.\n")
        known = [f"{each['key']}@sample.invalid" for each in sample_data()["persons"]]
        samples = Membership.objects.filter(
            program__is_sample=True, person__email__in=known
        ).select_related("person")
        for role in MembershipRole:
            self.stdout.write(f"\n  {role.label}s")
            for each in samples.filter(role=role).order_by("since"):
                link = settings.BASE_URL + sample_sign_in_path(each.person)
                self.stdout.write(f"    {each.person.name:<22} {link}")
        self.stdout.write("\nMails appear below as they are sent. Stop with Ctrl-C.\n")
