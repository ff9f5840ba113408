"""Addresses of a session's words and of what was found in them."""

from django.urls import path

from fourfold_web.transcripts.views import check, kept, over_time, report, share, talk

app_name = "transcripts"
urlpatterns = [
    path("program/rules/kept/", kept.kept, name="kept"),
    path("sessions/<uuid:session_id>/transcript/", talk.talk, name="talk"),
    path("sessions/<uuid:session_id>/transcript/consent/", talk.consent, name="consent"),
    path("sessions/<uuid:session_id>/transcript/withdraw/", talk.withdraw, name="withdraw"),
    path("sessions/<uuid:session_id>/transcript/bring/", talk.upload, name="upload"),
    path("transcripts/drafts/<uuid:draft_id>/", check.check, name="check"),
    path("transcripts/drafts/<uuid:draft_id>/discard/", check.discard, name="discard"),
    path("transcripts/drafts/<uuid:draft_id>/look/", check.look_at, name="look_at"),
    path("transcripts/over-time/", over_time.over_time, name="over_time"),
    path("transcripts/<uuid:transcript_id>/", report.report, name="report"),
    path("transcripts/<uuid:transcript_id>/progress/", report.progress, name="progress"),
    path("transcripts/<uuid:transcript_id>/turns/", report.turns, name="turns"),
    path("transcripts/<uuid:transcript_id>/contest/", report.contest, name="contest"),
    path("transcripts/<uuid:transcript_id>/again/", report.again, name="again"),
    path("transcripts/<uuid:transcript_id>/share/", share.share, name="share"),
    path("transcripts/<uuid:transcript_id>/share/stop/", share.stop_sharing, name="stop_sharing"),
    path("transcripts/<uuid:transcript_id>/shared/", share.shared, name="shared"),
    path("transcripts/<uuid:transcript_id>/words/", share.words, name="words"),
    path("transcripts/<uuid:transcript_id>/delete/", share.delete, name="delete"),
]
