"""`create_program NAME --director ADDRESS --name NAME`: the first step of a real installation."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from fourfold.guidance.waiting import pace, usual_pace
from fourfold.issues import FourfoldError
from fourfold.programs.templates import templates
from fourfold_web.programs.actions import create_program
from fourfold_web.programs.models import CRISIS_CONTACT


class Command(BaseCommand):
    help = "Start a program with its first director."

    def add_arguments(self, parser) -> None:
        parser.add_argument("program", help='such as "Internal Medicine"')
        parser.add_argument("--director", required=True, metavar="ADDRESS", help="e-mail address")
        parser.add_argument("--name", required=True, help="the director's name")
        parser.add_argument(
            "--crisis-contact",
            default=CRISIS_CONTACT,
            metavar="TEXT",
            help="whom people in distress can turn to; shown on every session page",
        )

        usual = usual_pace()
        parser.add_argument(
            "--reply-within-days",
            type=int,
            default=usual.reply_within_days,
            metavar="DAYS",
            help="how long an answer may take before a request goes on",
        )
        parser.add_argument(
            "--nudge-days",
            type=int,
            nargs="*",
            default=list(usual.nudge_days),
            metavar="DAY",
            help="the days on which whoever is waited for gets a reminder",
        )

        parser.add_argument(
            "--template",
            default="",
            metavar="NAME",
            help=f"rules to start with: {', '.join(templates())}",
        )

    def handle(self, *args, **options) -> None:
        # Often the first command of an installation; the rows it needs must stand.
        call_command("migrate", verbosity=0)
        try:
            program = create_program(
                name=options["program"],
                crisis_contact=options["crisis_contact"],
                director_email=options["director"],
                director_name=options["name"],
                own_pace=pace(
                    reply_within_days=options["reply_within_days"],
                    nudge_days=options["nudge_days"],
                ),
                template=options["template"],
            )
        except FourfoldError as refusal:
            raise CommandError(str(refusal)) from refusal
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal
        sign_in = settings.BASE_URL + reverse("account_login")
        people = settings.BASE_URL + reverse("roster:people")
        rules = settings.BASE_URL + reverse("programs:rules")
        self.stdout.write(
            f"The program {program.name} is ready. What to do next:\n"
            f"1. {options['name']} signs in at {sign_in} with {options['director']}.\n"
            f"2. At {rules} they check the rules, first of all whom people in distress\n"
            "   can turn to: every session page shows it.\n"
            f"3. At {people} they add learners, guides and supervisors.\n"
            "4. Keep a worker running, so that mail goes out: ./run worker"
        )
