"""Whether a typed link can be one, by its form alone; nothing is fetched (G-129)."""

from urllib.parse import urlsplit

from fourfold.issues import Issue, quoted

LONGEST = 500


def link_issues(text: str) -> tuple[Issue, ...]:
    """What keeps a text from being a link that the library shows; empty when it can.

    Only https at a host with a name, without a password, a space or a sign that cannot be shown.
    """
    link = text.strip()
    if len(link) > LONGEST:
        return _refused(f"This link is longer than {LONGEST} characters. Look for a shorter one.")
    if any(sign <= " " or sign in '\\<>"\x7f' for sign in link) or not link.isprintable():
        return _refused("A link has no spaces or quotes in it. Copy it from the address bar.")
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return _refused(f"{quoted(link)} is no link. Copy it from the address bar.")
    if parts.scheme != "https":
        return _refused("A link begins with https://. Copy it from the address bar.")
    if parts.username is not None or parts.password is not None:
        return _refused("This link holds a user name or a password. Take that part out.")
    if not _is_name(host):
        return _refused("A link leads to a named site, such as https://www.nejm.org/.")
    return ()


def _is_name(host: str) -> bool:
    """Whether a host has a name with a dot and is no number."""
    labels = host.rstrip(".").split(".")
    return len(labels) > 1 and all(labels) and not labels[-1].isdigit() and ":" not in host


def _refused(message: str) -> tuple[Issue, ...]:
    return (Issue("link", message, "link"),)
