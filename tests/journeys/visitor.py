"""One person in front of one browser, whose taps are counted."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, expect

# Chromium says this of every page that is answered with 4xx; what such a page is for, tests say.
ANSWERED_4XX = "Failed to load resource: the server responded with a status of 4"
# htmx says these two when a poll is given up for a tap or for the next page, as hx-sync asks it to.
# A request that truly fails is told by other events.
POLL_GIVEN_UP = ("htmx:sendAbort", "htmx:afterRequest")
# Neither an empty page nor the browser's own for errors has anything to forget.
FORGET = """() => {
  if (location.protocol !== "http:") return;
  localStorage.clear();
  sessionStorage.clear();
}"""


class Visitor:
    """A browser with its cookies. `taps` counts presses of buttons, links and cards, no typing."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        context.set_default_timeout(10_000)
        self.taps = 0
        self.troubles: list[str] = []
        self.page = context.new_page()
        self.size = self.page.viewport_size
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def sign_in_by_cookie(self, person, address: str) -> None:
        """Be signed in, as after a code that was typed earlier."""
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        name = settings.SESSION_COOKIE_NAME
        self.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": address}]
        )

    def open(self, path: str) -> int:
        """Follow a link of a mail, or type an address; the answer's status."""
        return self.page.goto(path).status

    def tap(self, name: str, role: str = "button") -> None:
        """Press the one thing of this name."""
        self.tap_on(self.page.get_by_role(role, name=name))

    def tap_on(self, thing: Locator) -> None:
        """Press this one thing."""
        thing.click()
        self.taps += 1

    def choose(self, label: str, question: str) -> None:
        """Press one card of a question. The card, since a thumb never meets the small circle."""
        group = self.page.get_by_role("group", name=question)
        card = group.locator("label", has=self.page.get_by_role("radio", name=label))
        self.tap_on(card)
        expect(card.get_by_role("radio")).to_be_checked()

    def write(self, label: str, words: str) -> None:
        """Type into the field of this label."""
        self.page.get_by_role("textbox", name=label, exact=True).fill(words)

    def reads(self, words: str) -> None:
        """The page's main part says this, visibly."""
        expect(self.page.locator("main").get_by_text(words).first).to_be_visible()

    def make_way(self) -> None:
        """Be as a new browser for whoever is next; only the site's own files are kept."""
        self.page.evaluate(FORGET)
        self.context.clear_cookies()
        self.page.goto("about:blank")
        self.page.set_viewport_size(self.size)
        self.page.emulate_media(color_scheme="light")

    def leave(self) -> None:
        """Close the browser."""
        self.context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        meant = message.text.startswith((ANSWERED_4XX, *POLL_GIVEN_UP))
        if message.type in ("error", "warning") and not meant:
            self.troubles.append(f"{self.page.url}: {message.text}")
