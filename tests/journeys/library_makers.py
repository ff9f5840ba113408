"""Pages of the library and of recommendations in the state that they are to show."""

from fourfold.guidance.catalog import FormOfGuidance
from fourfold.learning.library import entries
from fourfold_web.library import actions as library
from fourfold_web.supervision.actions import pass_on
from tests.cast import Cast


def to_recommend(cast: Cast) -> str:
    return f"/supervision/learners/{cast.sam.supervises.get().pk}/recommend/"


def recommendation_passed_on(cast: Cast) -> str:
    pair = cast.pair(FormOfGuidance.MENTORING)
    pass_on(learner=cast.lena, recommendation=cast.recommendation(), engagement=pair)
    return f"/supervision/pairs/{pair.pk}/passed-on/"


def read_by_two(cast: Cast) -> str:
    recommendation_passed_on(cast)
    return f"/supervision/recommendations/{cast.lena.recommendations.get().pk}/"


def recommendations(cast: Cast) -> str:
    cast.recommendation()
    return "/supervision/recommendations/"


def own_title(cast: Cast) -> str:
    return f"/library/own/{cast.library_entry().pk}/change/"


def links_looked_at(cast: Cast) -> str:
    report = library.ask_for_links(by=cast.dora, program=cast.program)
    for place, entry in enumerate(each for each in entries() if each.link):
        answer = ("there", "gone", "unknown_host")[place % 3]
        report.results.create(
            entry=entry.key, place=place, title=entry.title, link=entry.link, answer=answer
        )
    library.look_at_links(report_id=report.pk)
    return "/library/links/"


def news(cast: Cast) -> str:
    words = "Sleep first. Then write."
    library.write_news(by=cast.dora, program=cast.program, title="A day off", words=words)
    library.follow_news(person=cast.lena)
    return "/library/news/"
