"""`./run manage read_reply < mail`: keep what a calendar answered to an invitation."""

import os
import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from fourfold_web.correspondence.actions import keep_reply
from fourfold_web.correspondence.replies import LARGEST_REPLY, read_reply


class Command(BaseCommand):
    """Reads one mail from standard input.

    Every other mail is left aside without a word: a mail server that was told of a failure would
    write back to whoever made up the mail's sender.
    """

    requires_system_checks = []
    help = "Read one mail from standard input and keep the answer to an invitation in it."

    def handle(self, **options) -> None:
        reply = read_reply(sys.stdin.buffer.read(LARGEST_REPLY + 1))
        if reply is None:
            return
        try:
            keep_reply(reply=reply)
        except (OperationalError, InterfaceError) as error:
            # The mail server keeps the mail and comes again.
            away = "The database did not take the answer; try again later."
            raise CommandError(away, returncode=os.EX_TEMPFAIL) from error
