"""Persons: one row a human being, known by e-mail address."""

from functools import cache
from unicodedata import category
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models

from fourfold.issues import FourfoldError
from fourfold_web.shared.models import UUIDModel

THEMES = (("system", "Same as my device"), ("light", "Light"), ("dark", "Dark"))


@cache
def time_zones() -> frozenset[str]:
    """The IANA list. Kept, since every reading of it opens some six hundred files."""
    return frozenset(available_timezones())


def check_time_zone(name: str) -> None:
    """Refuse a time zone that the IANA list does not know."""
    if name not in time_zones():
        raise ValidationError(f"Unknown time zone “{name}”. Choose one such as America/Chicago.")


# Persian and several Indian scripts need these two inside a word; alone they show nothing.
JOINERS = "\u200c\u200d"
# Signs that Unicode counts as letters or symbols and every font draws as nothing.
BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
# Control and format signs, among them those that turn the reading direction; line separators.
UNSEEN = {"Cc", "Cf", "Zl", "Zp"}


def check_name(name: str) -> None:
    """Refuse a name that others could not see, or that would disturb the text around it."""
    if any(category(sign) in UNSEEN and sign not in JOINERS for sign in name):
        raise ValidationError(
            "This name holds an invisible sign. Type the name instead of pasting."
        )
    if not any(category(sign)[0] in "LNPS" and sign not in BLANKS for sign in name):
        raise ValidationError("Write a name that others can see.")


def site_time_zone() -> str:
    """The zone a new person starts with."""
    return settings.TIME_ZONE


class PersonManager(BaseUserManager):
    """Makes persons without passwords: sign-in is by a code sent to the address."""

    def create_person(self, *, email: str, name: str, **fields) -> "Person":
        """Add a person. The address is stored in lower case, since people type it both ways.

        Raises FourfoldError for an address, a name or another value that cannot be.
        """
        person = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        person.set_unusable_password()
        try:
            person.full_clean(exclude=["password"])
        except ValidationError as refusal:
            raise FourfoldError(" ".join(refusal.messages)) from refusal
        person.save(using=self._db)
        return person


class Person(UUIDModel, AbstractBaseUser):
    """A learner, guide, director or supervisor; which of these is said per program."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, validators=[check_name])
    time_zone = models.CharField(
        max_length=64, default=site_time_zone, validators=[check_time_zone]
    )
    theme = models.CharField(max_length=10, default="system")
    is_sample = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "persons"

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that the person reads and writes times in."""
        return ZoneInfo(self.time_zone)

    @property
    def first_name(self) -> str:
        """The first word of the name; the address when there is no name."""
        return self.name.split()[0] if self.name.split() else self.email

    # allauth and Django's permission checks ask these; nobody has site-wide rights here.
    @property
    def is_staff(self) -> bool:
        """Nobody."""
        return False

    @property
    def is_superuser(self) -> bool:
        """Nobody."""
        return False
