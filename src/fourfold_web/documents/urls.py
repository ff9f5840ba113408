from django.urls import path

from fourfold_web.documents.views import document, documents, downloads, findings, replace

app_name = "documents"

urlpatterns = [
    path("", documents.documents, name="documents"),
    path("read/", documents.shared, name="shared"),
    path("across/mean-it-so/", findings.mean_across, name="mean_across"),
    path("meant/<uuid:meant_id>/take-back/", findings.take_back, name="take_back"),
    path("<uuid:document_id>/", document.document, name="document"),
    path("<uuid:document_id>/stop/", document.stop, name="stop"),
    path("<uuid:document_id>/delete/", document.delete, name="delete"),
    path("<uuid:document_id>/new-version/", replace.replace, name="replace"),
    path("<uuid:document_id>/mean-it-so/", findings.mean_so, name="mean_so"),
    path("<uuid:document_id>/copy/", downloads.commented_copy, name="copy"),
    path("<uuid:document_id>/findings.csv", downloads.findings_csv, name="csv"),
    path("<uuid:document_id>/findings.json", downloads.findings_json, name="json"),
]
