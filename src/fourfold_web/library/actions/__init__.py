"""The writes of the library."""

from fourfold_web.library.actions.entries import EntryWords, add_entry, change_entry, remove_entry
from fourfold_web.library.actions.links import ask_for_links, look_at_links
from fourfold_web.library.actions.mail import MOST_A_DAY, mail_on
from fourfold_web.library.actions.news import NEWS, follow_news, leave_news, remove_news, write_news

__all__ = [
    "MOST_A_DAY",
    "NEWS",
    "EntryWords",
    "add_entry",
    "ask_for_links",
    "change_entry",
    "follow_news",
    "leave_news",
    "look_at_links",
    "mail_on",
    "remove_entry",
    "remove_news",
    "write_news",
]
