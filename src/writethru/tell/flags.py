"""What a desk must know of a take before it uses it, in a few plain words: killed, embargoed, for editors, a part."""

from collections.abc import Iterable
from datetime import date

from writethru.formats import day
from writethru.model import Embargo, Sent, Signal, Take
from writethru.retold import retold
from writethru.tell.display import sent_words
from writethru.wording import _, named, sentences


def flag(take: Take) -> str:
    """Return the flag of a take as it is handed out; empty where it may be used as it is.

    No word of the take is in it.
    """
    if take.withdrawn:
        return take.status
    said = [_embargo(take.embargo)] if take.embargo else []
    if take.marker.signal is Signal.ADVISORY:
        said.append(_("advisory: for editors"))
    if take.marker.fragment:
        said.insert(0, _("fragment: {kind}", kind=named(take.marker.fragment)))
    return sentences(said)


def flags(takes: Iterable[Take], *, filed: bool = False) -> list[str]:
    """Return the flags of these takes, each once, with who sent them.

    ``filed``: they stand in a story with whole texts, of which a fragment is no more than a version.
    """
    return list(
        dict.fromkeys(
            _("{source}: {words}", source=take.source or _("a source that is not named"), words=said)
            for take in takes
            if (said := flag(take)) and not (filed and _is_version(take))
        )
    )


def _is_version(take: Take) -> bool:
    """Say whether all that is to be known of a take is that it is a fragment."""
    return bool(take.marker.fragment) and not (take.withdrawn or take.embargo or take.marker.signal is Signal.ADVISORY)


def heading(order: Signal | None, last: date | None) -> str:
    """Return what a story is called of which no headline may be told, or that has none.

    Args:
        order: the kill or hold that stops every piece of it; None where it has no headline to begin with.
        last: its last day.
    """
    if order is Signal.KILL:
        return _("Withdrawn: a story of {day}", day=day(last)) if last else _("Withdrawn: a story without a day")
    if order is Signal.HOLD:
        return _("On hold: a story of {day}", day=day(last)) if last else _("On hold: a story without a day")
    return _("A story of {day}", day=day(last)) if last else _("A story without a day")


def _embargo(embargo: Embargo) -> str:
    if embargo.until is None:
        return _("held back with no date ({why})", why=retold(embargo.why))
    if embargo.why.startswith("an advance"):
        said = _("advance, for {day}", day=day(embargo.until.date()))
    else:
        said = _("embargoed until {when}", when=sent_words(Sent(embargo.until)))
    return _("{words} ({why})", words=said, why=retold(embargo.why)) if embargo.conflict else said
