"""What a desk must know of a take before it uses it, in a few plain words: killed, embargoed, for editors, a part."""

from collections.abc import Iterable

from writethru.model import Embargo, Sent, Signal, Take
from writethru.tell.display import day_words, sent_words


def flag(take: Take) -> str:
    """Return the flag of a take as it is handed out; empty where it may be used as it is.

    No word of the take is in it.
    """
    if take.withdrawn:
        return take.status
    said = [_embargo(take.embargo)] if take.embargo else []
    if take.marker.signal is Signal.ADVISORY:
        said.append("advisory: for editors")
    if take.marker.fragment:
        said.insert(0, f"fragment: {take.marker.fragment.value}")
    return "; ".join(said)


def flags(takes: Iterable[Take]) -> list[str]:
    """Return the flags of these takes, each once, with who sent them."""
    return list(
        dict.fromkeys(
            f"{take.source or 'a source that is not named'}: {said}" for take in takes if (said := flag(take))
        )
    )


def _embargo(embargo: Embargo) -> str:
    if embargo.until is None:
        return f"held back with no date ({embargo.why})"
    if embargo.why.startswith("an advance"):
        said = f"advance, for {day_words(embargo.until.date(), year=True)}"
    else:
        said = f"embargoed until {sent_words(Sent(embargo.until))}"
    return f"{said} ({embargo.why})" if embargo.conflict else said
