"""A digest as an HTML mail: one page without script, picture or request, dark where the reader's program is dark."""

from functools import cache
from typing import TYPE_CHECKING

from writethru.model import CitedSentence, Digest, DigestDue
from writethru.publish import digest_words
from writethru.publish.digest_sources import Numbers
from writethru.publish.environment import speak
from writethru.tell.display import shown
from writethru.wording import speaking

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def as_html(digest: Digest) -> str:
    """Return a digest as an HTML page fit for mail, ending in a line end."""
    with speaking(digest.language):
        numbers = Numbers(digest)
        page = _templates().get_template("digest.html")
        titles = {story.story: digest_words.title(story) for story in digest.stories}
        told = {"digest": digest, "words": digest_words, "numbers": numbers, "titles": titles}
        return page.render(told, spoken=_spoken, shown=shown) + "\n"


def _spoken(item: CitedSentence | DigestDue, numbers: Numbers) -> "Markup":
    """Return the words of a take in their language, with the glosses, which are ours, in English."""
    from markupsafe import Markup

    found = item.happening if isinstance(item, DigestDue) else item
    out, at = Markup('<span lang="{}" dir="auto">').format(numbers.language(item)), 0
    for gloss in sorted(found.glosses, key=lambda gloss: gloss.at):
        out += shown(found.text[at : gloss.at])
        out += Markup(' <span lang="en" class="soft" style="color:#5f5a52">[{}]</span>').format(gloss.text)
        at = gloss.at
        out += " " if found.text[at : at + 1].isspace() else ""
    return out + shown(found.text[at:]) + Markup("</span>")


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=PackageLoader("writethru.publish"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    speak(found)
    return found
