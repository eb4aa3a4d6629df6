"""What a page says of itself to machines: description, language, OpenGraph, and JSON-LD in the terms of schema.org.

No picture is ever named here: none may be shown without its caption, credit and terms beside it. Addresses are whole
where the settings name the site's, and else left out, or relative where a reader resolves them by the page's own.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from writethru.model import Sent, Take
from writethru.tell.display import opening, shown
from writethru.tell.notices import correction_of
from writethru.wording import _

if TYPE_CHECKING:
    from markupsafe import Markup

    from writethru.publish.pages import PersonPage, Told

SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
AI = f"{SOURCE_TYPE}trainedAlgorithmicMedia"
_WORDS = 40  # of a description


@dataclass(frozen=True, slots=True)
class Head:
    """What one page says of itself.

    Attributes:
        path: of the page inside its site.
        title: without the site's own name.
        kind: its OpenGraph type.
        description: in words of its sources that stand on the page too, or empty.
        first, changed: when what it tells was first sent, and last changed, in ISO 8601; empty where not known.
        data: JSON-LD.
    """

    path: str
    title: str
    kind: str = "website"
    description: str = ""
    first: str = ""
    changed: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def json(self) -> "Markup":
        """The JSON-LD, safe inside an element; empty where there is none."""
        from markupsafe import Markup

        if not self.data:
            return Markup()
        found = json.dumps(_kept({"@context": "https://schema.org", **self.data}), ensure_ascii=False, sort_keys=True)
        for char, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028")):
            found = found.replace(char, code)
        return Markup(found)


def _kept(found: Any) -> Any:  # noqa: ANN401 - JSON
    """Return JSON without what is empty."""
    if isinstance(found, Mapping):
        return {key: kept for key, value in found.items() if (kept := _kept(value)) not in ("", None, [], {})}
    return [_kept(one) for one in found] if isinstance(found, list) else found


def of_story(one: "Told", title: str, site: str, takes: Iterable[Take], address: str) -> Head:
    """Return the head of a story's page: a ``NewsArticle`` with what was corrected, and the works it cites.

    That of a storyline is a page that collects; a work of which nothing is known is not named.
    """
    standfirst = one.cleared.standfirst
    first, changed = iso(one.first), iso(one.changed)
    description = opening(standfirst.glossed, _WORDS) if standfirst else ""
    data = {
        "@type": "NewsArticle" if one.story else "CollectionPage",
        "headline": title,
        "description": description,
        "inLanguage": one.language,
        "datePublished": first,
        "dateModified": changed,
        "url": f"{address}{one.path}" if address else "",
        "publisher": {"@type": "Organization", "name": site},
        "correction": list(one.corrections),
        "citation": [work for take in takes if len(_kept(work := cited(take))) > 1] if one.told else [],
    }
    return Head(one.path, title, "article", description, first, changed, data if one.told else {})


def cited(take: Take) -> dict[str, Any]:
    """Return a piece as a work that is cited: who published it, when and where, and whether AI made it."""
    return {
        "@type": "NewsArticle",
        "publisher": {"@type": "Organization", "name": take.source} if take.source else "",
        "datePublished": iso(take.sent),
        "url": take.url if take.url.startswith(("https://", "http://")) else "",
        "digitalSourceType": AI if take.ai_text else "",
    }


def of_take(take: Take, path: str, language: str) -> Head:
    """Return the head of the page of a whole take."""
    title = shown(take.title) or take.source or _("Take")
    data = {
        **cited(take),
        "headline": title,
        "inLanguage": language,
        "author": [{"@type": "Person", "name": byline.name} for byline in take.bylines],
        "correction": correction_of(take),
    }
    at = iso(take.sent)
    return Head(path, title, "article", "", at, at, data)


def of_person(one: "PersonPage") -> Head:
    """Return the head of a person's page: who it is about, and no more than the page says."""
    kind = {"person": "Person", "body": "Organization", "place": "Place"}[one.person.kind.value]
    about = {"@type": kind, "name": one.person.name, "alternateName": list(one.names)}
    return Head(one.path, one.person.name, "profile", data={"@type": "ProfilePage", "mainEntity": about})


def of_site(path: str, title: str, site: str, address: str) -> Head:
    """Return the head of the front page and of lists."""
    data = {"@type": "WebSite", "name": site, "url": address} if path == "index.html" else {}
    return Head(path, title, data=data)


def iso(sent: Sent | None) -> str:
    """Return a moment in ISO 8601, a day where no more is known, or nothing."""
    if sent is None:
        return ""
    return sent.at.date().isoformat() if sent.day_only else sent.at.isoformat()
