"""What refuses to start: unusable settings, a route without an access rule, an unknown datum."""

from django.conf import settings
from django.core.checks import Error, register
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from fourfold.confidentiality.visibility import data
from fourfold_web.policy import mail_rules, route_rules

SHORTEST_KEY = 50


@register()
def check_settings(app_configs, **kwargs) -> list[Error]:
    """A secret key that is missing, short, or the demo's outside the demo."""
    if settings.DEMO or settings.DEBUG:
        return []
    if len(settings.SECRET_KEY) < SHORTEST_KEY or settings.SECRET_KEY == settings.SECRET_KEY_DEMO:
        return [
            Error(
                "FOURFOLD_SECRET_KEY is missing or too short.",
                hint=f"Set it to {SHORTEST_KEY} or more random characters, and keep it secret.",
                id="fourfold.E001",
            )
        ]
    return []


@register()
def check_routes(app_configs, **kwargs) -> list[Error]:
    """Every route has a rule in policy.toml, every rule a route and a known datum."""
    named, ruled = set(route_names()), route_rules()
    known = {each.name for each in data()}
    return [
        *(_without_rule(name) for name in sorted(named - set(ruled))),
        *(_without_route(name) for name in sorted(set(ruled) - named)),
        *(
            _unknown_datum(name, rule.datum)
            for name, rule in [*ruled.items(), *mail_rules().items()]
            if rule.datum and rule.datum not in known
        ),
    ]


def route_names(resolver: URLResolver | None = None, prefix: str = "") -> list[str]:
    """The full name of every address of the site; one without a name is named by its pattern."""
    names = []
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            names += route_names(entry, inner)
        elif isinstance(entry, URLPattern):
            names.append(f"{prefix}{entry.name}" if entry.name else str(entry.pattern))
    return names


def _without_rule(name: str) -> Error:
    return Error(
        f"The route {name} has no access rule.",
        hint="Add a row under [routes] in policy.toml.",
        id="fourfold.E002",
    )


def _without_route(name: str) -> Error:
    return Error(f"policy.toml rules a route that does not exist: {name}.", id="fourfold.E003")


def _unknown_datum(name: str, datum: str) -> Error:
    return Error(
        f"{name} names the datum {datum}, which data/visibility.toml does not know.",
        id="fourfold.E004",
    )
