"""Every brief of a desk held against the takes that it cites, as they are stored."""

from collections.abc import Callable, Sequence

from writethru.errors import Withheld
from writethru.model import Unproved, Verified
from writethru.publish.proof import cited, proved
from writethru.store import Store


def verify(
    store: Store, handed_out: Callable[[str], str], names: Sequence[str], progress: Callable[[str, int, int], None]
) -> Verified:
    """Look for the words of each brief in what its sources sent.

    Args:
        store: the desk's, which has the texts as they were received, whatever may be told of them.
        handed_out: gives the brief of a story or storyline, by id, as it leaves the desk in JSON.
        names: the ids.
        progress: told how many are done.
    """
    sentences = withheld = 0
    found: list[Unproved] = []
    for number, name in enumerate(names):
        progress("verify", number, len(names))
        try:
            brief = handed_out(name)
        except Withheld:
            withheld += 1
            continue
        texts = {key: take.text for key, take in store.takes.get(cited(brief)).items()}
        told, failed = proved(brief, texts)
        sentences += told
        found += failed
    progress("verify", len(names), len(names))
    return Verified(len(names) - withheld, sentences, withheld, tuple(found))
