"""The templates of the site, with the filters by which moments, labels and words are written alike everywhere."""

from functools import cache
from typing import TYPE_CHECKING

from writethru import formats
from writethru.publish.pages import web
from writethru.publish.rights import owner, reserved
from writethru.publish.series_chart import chart
from writethru.publish.sheets import WIDEST
from writethru.publish.versions import label
from writethru.publish.when import moment, no_news, when, when_told
from writethru.retold import retold
from writethru.tell.claims import marks, when_words
from writethru.tell.display import opening, shown
from writethru.tell.flags import flag
from writethru.tell.histories import runs
from writethru.tell.notices import correction_of
from writethru.tell.offices import term
from writethru.tell.said import by_person
from writethru.wording import apart, gettext, language, listed, named, ngettext, pgettext, sentences

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def templates(*packages: str) -> "Environment":
    """Return the environment, made once; templates of these packages stand before the site's own of the same name."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, "writethru.publish")]),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    speak(found)
    found.filters |= {
        "apart": apart,
        "by_person": by_person,
        "chart": chart,
        "corrected": correction_of,
        "day": formats.day,
        "flag": flag,
        "hours": formats.hours,
        "label": label,
        "listed": listed,
        "marks": marks,
        "moment": moment,
        "month": formats.month,
        "named": named,
        "no_news": no_news,
        "number": formats.number,
        "opening": opening,
        "owner": owner,
        "percent": formats.percent,
        "reserved": reserved,
        "retold": retold,
        "runs": runs,
        "sentences": sentences,
        "shown": shown,
        "term": term,
        "told_when": when_words,
        "web": web,
        "when": when,
        "when_told": when_told,
    }
    return found


def speak(found: "Environment") -> None:
    """Let the templates of an environment say their words in the language that is spoken when they are written out."""
    found.policies["ext.i18n.trimmed"] = True
    found.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext)  # type: ignore[attr-defined]  # by its extension
    found.globals |= {
        "direction": formats.direction,
        "language": language,
        "ours": formats.ours,
        "page_tongue": formats.page_tongue,
        "tongue": formats.tongue,
        "widest": WIDEST,
    }
