"""`load_sample`: the sample program, once; loading it again changes nothing."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from fourfold_web.sample.actions import load_sample


class Command(BaseCommand):
    help = "Load the sample program of the demo, unless it is there."

    def handle(self, *args, **options) -> None:
        program = load_sample(now=timezone.now(), with_many=True)
        count = program.memberships.count()
        self.stdout.write(f"{program.name} is loaded: {count} made-up persons.")
