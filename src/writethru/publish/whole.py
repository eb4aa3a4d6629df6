"""A whole take as a page shows it: part by part, with every cited word marked so that a citation opens it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from writethru.model import Part, PartKind, Span, Take
from writethru.publish.clearance import Clearance
from writethru.publish.marks import anchor, by_anchor, marked
from writethru.publish.pictures import Figure, shown_figure
from writethru.publish.rights import Audience, desk_marks
from writethru.tell.display import shown
from writethru.wording import _

if TYPE_CHECKING:
    from markupsafe import Markup

_READERS = {PartKind.STANDFIRST, PartKind.DATELINE, PartKind.PARAGRAPH, PartKind.TABLE}
_DESK = _READERS | {PartKind.SIGNOFF, PartKind.TIME}


@dataclass(frozen=True, slots=True)
class Block:
    """One part to be written out: its kind, and its words as HTML."""

    kind: str
    words: "Markup"


@dataclass(frozen=True, slots=True)
class Whole:
    """A take, ready to be written out; ``loose`` are fragments whose words this page does not show."""

    take: Take
    headline: "Markup"
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...]
    teasers: tuple[tuple[bool, tuple[Block, ...]], ...]
    loose: tuple[str, ...]


def whole(take: Take, cited: Iterable[Span], exit_: Clearance) -> Whole:
    """Lay out a take whose whole text may leave. O(parts × cited spans)."""
    spans, opened = sorted(set(cited)), set[Span]()
    desk = exit_.audience is Audience.DESK
    headline = _headline(take, spans, opened)
    blocks = _blocks(take, _DESK if desk else _READERS, spans, opened)
    figures = [shown_figure(take, picture, exit_, spans, opened) for picture in take.pictures]
    teasers = tuple(_teaser(take, t.group, t.ai_text, spans, opened) for t in take.teasers)
    return Whole(
        take,
        headline,
        blocks,
        tuple(f for f in figures if f),
        teasers,
        tuple(anchor(s) for s in spans if s not in opened),
    )


def _headline(take: Take, spans: Sequence[Span], opened: set[Span]) -> "Markup":
    from markupsafe import Markup

    first = next(iter(take.spans(PartKind.HEADLINE)), None)
    out = Markup("{}").format(shown(take.title) or _("No headline"))
    for span in spans:
        if first and span.meets(first) and span not in opened:
            opened.add(span)
            out = by_anchor(span) + out + Markup("</mark>")
    return out


def _blocks(take: Take, kinds: set[PartKind], spans: Sequence[Span], opened: set[Span]) -> tuple[Block, ...]:
    from markupsafe import Markup

    found: list[Block] = []
    dateline = Markup()
    for part in take.parts:
        words = part.span.of(take.text).strip()
        if part.group or part.kind not in kinds or not words:
            continue
        if desk_marks(words):
            continue  # something for desks that a reader took for copy
        written = marked(take.text, part.span, spans, opened)
        if part.kind is PartKind.DATELINE:
            dateline = Markup('<span class="dateline">{}</span> ').format(written)
            continue
        found.append(Block(part.kind.value, dateline + written))
        dateline = Markup()
    return tuple(found)


def _teaser(
    take: Take, group: str, ai_text: bool, spans: Sequence[Span], opened: set[Span]
) -> tuple[bool, tuple[Block, ...]]:
    kinds = (PartKind.TEASER_HEADLINE, PartKind.TEASER)
    parts: list[Part] = [p for p in take.parts if p.group == group and p.kind in kinds]
    return ai_text, tuple(Block(p.kind.value, marked(take.text, p.span, spans, opened)) for p in parts)
