"""The items of a piece that tells several matters: notes on people, business briefs, deaths, news of the lighter side.

Such a piece has a dateline of its own before each item. Of each only the first sentence is told: an item opens with
what it is about, and all that follows leans on it.
"""

from writethru.model import PartKind, Sentence, Take


def openings(take: Take) -> tuple[int, ...]:
    """Return where the paragraphs stand that open an item, as offsets; nothing for a piece of one matter."""
    copy = take.copy
    datelines = [span.start for span in take.spans(PartKind.DATELINE)]
    datelines = [at for at in datelines if copy and at > copy[0].end] if len(datelines) > 1 else []
    starts = [next((part.start for part in copy if part.start >= at), None) for at in datelines]
    return (copy[0].start, *(start for start in starts if start is not None)) if datelines else ()


def opens(take: Take, places: tuple[int, ...], sentence: Sentence) -> bool:
    """Say whether a sentence opens an item; of a piece of one matter every sentence may be told."""
    return not places or any(
        at <= sentence.span.start and not take.text[at : sentence.span.start].strip() for at in places
    )
