"""Addresses of the library."""

from django.urls import path

from fourfold_web.library.views import entry, handout, library, links, news, own

app_name = "library"
urlpatterns = [
    path("", library.library, name="library"),
    path("entries/<slug:key>/", entry.entry, name="entry"),
    path("own/<uuid:entry_id>/", entry.own_entry, name="own_entry"),
    path("own/<uuid:entry_id>/change/", own.change, name="change"),
    path("own/<uuid:entry_id>/remove/", own.remove, name="remove"),
    path("add/", own.add, name="add"),
    path("handout/", handout.handout, name="handout"),
    path("links/", links.links, name="links"),
    path("news/", news.news, name="news"),
    path("news/<uuid:news_id>/remove/", news.remove, name="remove_news"),
    path("news/write/", news.write, name="write_news"),
]
