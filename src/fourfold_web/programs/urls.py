from django.urls import path

from fourfold_web.programs.views import (
    clauses,
    confidentiality,
    forms_here,
    remove_sample,
    rules,
    templates,
)

app_name = "programs"

urlpatterns = [
    path("program/remove-sample/", remove_sample.remove_sample, name="remove_sample"),
    path("program/rules/", rules.rules, name="rules"),
    path("program/rules/name-and-help/", rules.basics, name="basics"),
    path("program/rules/forms/", forms_here.forms_here, name="forms_here"),
    path("program/rules/clauses/", clauses.clauses, name="clauses"),
    path("program/rules/confidentiality/", confidentiality.narrowing, name="narrowing"),
    path("program/rules/templates/", templates.templates, name="templates"),
]
