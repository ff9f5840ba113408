"""Addresses of what is printed: the agreement and the review summary."""

from django.urls import path

from fourfold_web.papers.views import agreement, review, snapshots

app_name = "papers"
urlpatterns = [
    path("requests/<uuid:request_id>/agreement/paper/", agreement.agreement, name="agreement"),
    path("review-summary/", review.review, name="review"),
    path("review-summary/preview/", review.preview, name="preview"),
    path("review-summary/preview/paper/", review.review_pdf, name="review_pdf"),
    path("program/review-summaries/", snapshots.snapshots, name="snapshots"),
    path("review-summaries/<uuid:snapshot_id>/", snapshots.snapshot, name="snapshot"),
    path("review-summaries/<uuid:snapshot_id>/paper/", snapshots.snapshot_pdf, name="snapshot_pdf"),
    path("review-summaries/<uuid:snapshot_id>/statement/", snapshots.statement, name="statement"),
    path("review-summaries/<uuid:snapshot_id>/withdraw/", snapshots.withdraw, name="withdraw"),
]
