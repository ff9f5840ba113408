"""`python -m fourfold_web COMMAND`: Django's management commands with our settings."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one management command from the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fourfold_web.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
