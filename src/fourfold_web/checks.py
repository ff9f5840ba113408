"""What refuses to start: unusable settings, a page, mail or job without a rule, unknown data."""

import inspect
from collections.abc import Iterable, Mapping
from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, register
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from django.utils.module_loading import module_has_submodule
from django_tasks.base import Task

from fourfold.confidentiality.visibility import data
from fourfold_web.correspondence.kinds import mail_kinds
from fourfold_web.policy import job_rules, mail_rules, route_rules
from fourfold_web.shared.fields import Confidential

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
        *unmatched("route", named, ruled),
        *(
            _unknown_datum(name, rule.datum)
            for name, rule in [*ruled.items(), *mail_rules().items()]
            if rule.datum and rule.datum not in known
        ),
    ]


@register()
def check_links(app_configs, **kwargs) -> list[Error]:
    """A page that a mail's link opens shows something, and is about one person's own things."""
    return [
        Error(
            f"The route {name} cannot be opened by a mail's link.",
            hint="by_link = true needs a rule of person or row, and no post = true.",
            id="fourfold.E006",
        )
        for name, rule in route_rules().items()
        if rule.by_link and (rule.post or rule.rule not in ("person", "row"))
    ]


@register()
def check_mails(app_configs, **kwargs) -> list[Error]:
    """Every kind of mail has a rule in policy.toml, and every rule there a kind."""
    return unmatched("mail", mail_kinds(), mail_rules())


@register()
def check_jobs(app_configs, **kwargs) -> list[Error]:
    """Every task has a rule in policy.toml that names exactly what it carries."""
    ruled = {path: rule.carries for path, rule in job_rules().items()}
    return job_errors({task.module_path: _arguments(task) for task in tasks()}, ruled)


def job_errors(
    carried: Mapping[str, tuple[str, ...]], ruled: Mapping[str, tuple[str, ...]]
) -> list[Error]:
    """Where the arguments of the tasks and of their rules differ, both by the task's path."""
    return [
        *unmatched("job", carried, ruled),
        *(
            Error(
                f"The job {path} carries {', '.join(carried[path])}; its rule says otherwise.",
                hint="Let it carry ids only, and name them under [jobs] in policy.toml.",
                id="fourfold.E005",
            )
            for path in sorted(set(carried) & set(ruled))
            if carried[path] != ruled[path]
        ),
    ]


def tasks() -> list[Task]:
    """Every task of the site's own apps."""
    return [
        each
        for app in apps.get_app_configs()
        if app.name.startswith("fourfold_web.") and module_has_submodule(app.module, "tasks")
        for each in vars(import_module(f"{app.name}.tasks")).values()
        if isinstance(each, Task)
    ]


def _arguments(task: Task) -> tuple[str, ...]:
    return tuple(inspect.signature(task.func).parameters)


@register()
def check_confidential_fields(app_configs, **kwargs) -> list[Error]:
    """Every column for what people confide names a datum of the visibility policy."""
    known = {each.name for each in data()}
    return [
        _unknown_datum(str(field), field.datum)
        for app in app_configs or apps.get_app_configs()
        for model in app.get_models()
        for field in model._meta.local_fields
        if isinstance(field, Confidential) and field.datum not in known
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


def unmatched(thing: str, found: Iterable[str], ruled: Iterable[str]) -> list[Error]:
    """What has no rule, and the rules of what does not exist; `thing` is route, mail or job."""
    without_rule = [
        Error(
            f"The {thing} {name} has no rule.",
            hint=f"Add a row under [{thing}s] in policy.toml.",
            id="fourfold.E002",
        )
        for name in sorted(set(found) - set(ruled))
    ]
    without_thing = [
        Error(f"policy.toml rules a {thing} that does not exist: {name}.", id="fourfold.E003")
        for name in sorted(set(ruled) - set(found))
    ]
    return without_rule + without_thing


def _unknown_datum(name: str, datum: str) -> Error:
    return Error(
        f"{name} names the datum “{datum}”, which data/visibility.toml does not know.",
        id="fourfold.E004",
    )
