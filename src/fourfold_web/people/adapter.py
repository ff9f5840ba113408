"""How sign-in differs from allauth's defaults."""

from allauth.account.adapter import DefaultAccountAdapter


class PeopleAdapter(DefaultAccountAdapter):
    """People are added by their program; nobody signs up alone."""

    def is_open_for_signup(self, request) -> bool:
        return False
