"""What a site is made of: everything that is told, with the takes that it leads back to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from writethru.model import Brief, Change, Person, Placement, Said, Story, Storyline, Take
from writethru.publish.rights import Audience
from writethru.settings import Settings


@dataclass(frozen=True, slots=True)
class SiteContent:
    """The input of the site.

    Attributes:
        title: the site's name.
        audience: who is to read it; what may not leave to them is left out by the site itself.
        settings: the desk's settings, for the text policy of each source and the words that may be quoted.
        takes: by key, every take that anything here leads back to, older takes of a chain too.
        languages: by key of take, its language as read from the text; the declared one is used where it is missing.
        placements: where each take belongs: they tell the chains.
        changes: between the takes of a chain.
        stories: each with its brief; None where every piece was killed or is on hold.
        storylines: likewise.
        people: each with the statements that are theirs or reported of them, oldest first.
    """

    title: str
    audience: Audience
    settings: Settings
    takes: Mapping[str, Take]
    languages: Mapping[str, str] = field(default_factory=dict)
    placements: tuple[Placement, ...] = ()
    changes: tuple[Change, ...] = ()
    stories: tuple[tuple[Story, Brief | None], ...] = ()
    storylines: tuple[tuple[Storyline, Brief | None], ...] = ()
    people: tuple[tuple[Person, tuple[Said, ...]], ...] = ()

    def language(self, take: str) -> str:
        """Return a take's language as a BCP 47 tag; empty when it is not known."""
        found = self.languages.get(take, "")
        return found if found not in ("", "und") else self.takes[take].language
