"""The templates of the site, with the filters by which moments, labels and words are written alike everywhere."""

from functools import cache
from typing import TYPE_CHECKING

from writethru.publish.pages import web
from writethru.publish.rights import owner, reserved
from writethru.publish.series_chart import chart
from writethru.publish.versions import label
from writethru.publish.when import moment, no_news, when, when_told
from writethru.tell.claims import marks, when_words
from writethru.tell.display import day_words, opening, shown
from writethru.tell.flags import flag
from writethru.tell.histories import runs
from writethru.tell.notices import correction_of
from writethru.tell.offices import term
from writethru.tell.said import by_person

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def templates(*packages: str) -> "Environment":
    """Return the environment, made once; templates of these packages stand before the site's own of the same name."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, "writethru.publish")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {
        "by_person": by_person,
        "chart": chart,
        "corrected": correction_of,
        "day": lambda day: day_words(day, year=True),
        "flag": flag,
        "label": label,
        "marks": marks,
        "moment": moment,
        "no_news": no_news,
        "opening": opening,
        "owner": owner,
        "reserved": reserved,
        "runs": runs,
        "shown": shown,
        "term": term,
        "told_when": when_words,
        "web": web,
        "when": when,
        "when_told": when_told,
    }
    return found
