"""A brief as Markdown (CommonMark with footnotes): each citation opens outlet, take, time and the exact words.

What is in dispute stands side by side with whoever says it, or nobody; no verdict is given.
"""

import re
from collections.abc import Callable, Iterator

from writethru.model import (
    Brief,
    Citation,
    CitedSentence,
    Claim,
    ClaimMember,
    Happening,
    Said,
    SourceLine,
    StatementKind,
)
from writethru.publish.footnotes import Footnotes, cited_words, in_place, scope_words, take_words
from writethru.publish.when import no_news, when
from writethru.tell.claims import member_words, standing_words
from writethru.tell.display import day_words, shown
from writethru.tell.dossier import Dossier
from writethru.tell.said import by_person
from writethru.tell.sources import origin_words

Writer = Callable[[Brief, Dossier], str]

_SPECIAL = re.compile(r"([\\`*_<>\[\]|#])")


def writer() -> Writer:
    """Make the writer: a brief and the dossier it was told from in, Markdown out."""
    return markdown


def markdown(brief: Brief, dossier: Dossier) -> str:
    """Return a brief as Markdown, ending in a line end."""
    notes = Footnotes()
    lines = [
        *(
            [f"# {escaped(brief.name)}", "", _cited(brief.headline, notes)]
            if brief.name
            else [f"# {_cited(brief.headline, notes)}"]
        ),
        "",
        *([_cited(brief.standfirst, notes), ""] if brief.standfirst != brief.headline else []),
        escaped(_count(brief)),
        "",
        *(line for notice in brief.notices for line in (f"> **{escaped(str(notice))}**", "")),
        *_section("Key sentences", (f"- {_cited(s, notes)}" for s in brief.key)),
        *_section("Who said what", _said(brief, notes)),
        *_section("Figures and disputes", _claims(brief, notes)),
        *_section("Timeline", _timeline(brief, notes)),
        *_section("Sources, by origin", (f"- {_source(line)}" for line in brief.sources)),
        *_section("Related", (f"- {escaped(name)} (`{of}`)" for of, name in brief.related)),
        *_footnotes(notes, dossier),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(title: str, lines: Iterator[str]) -> list[str]:
    """Return a titled section, or nothing where there is nothing to say."""
    body = list(lines)
    return [f"## {title}", "", *body, ""] if body else []


def escaped(words: str) -> str:
    """Escape what Markdown would take as its own, so that no copy can make a link or a tag."""
    return _SPECIAL.sub(r"\\\1", shown(words))


def _mark(citation: Citation, notes: Footnotes) -> str:
    return f"[^{notes.number(citation)}]"


def _cited(sentence: CitedSentence, notes: Footnotes) -> str:
    return f"{escaped(sentence.glossed)}{_mark(sentence.citation, notes)}"


def _count(brief: Brief) -> str:
    as_of = f" As of {day_words(brief.timeline.as_of, year=True)}." if brief.timeline.as_of else ""
    left_out = f" {brief.dropped} left out that could not stand alone." if brief.dropped else ""
    return f"{brief.badge}.{as_of}{left_out}"


def _said(brief: Brief, notes: Footnotes) -> Iterator[str]:
    for group in by_person(brief.said):
        first = group[0]
        role = f", {first.role}" if first.role and first.role.lower() not in first.speaker.lower() else ""
        by = f", as reported by {first.reporter}" if first.reporter else ""
        yield f"**{escaped(first.speaker or 'unclear who')}**{escaped(role)}{escaped(by)}"
        yield ""
        yield from (f"- {_line(line, notes)}" for line in group)
        yield ""


def _line(line: Said, notes: Footnotes) -> str:
    day = f"{day_words(line.day, year=True)}, " if line.day else ""
    to = f" to {line.addressee}" if line.addressee else ""
    quote = _cited(line.quote, notes)
    answer = f" (of: {_cited(line.rejects, notes)})" if line.rejects else ""
    how = "" if line.direct else ", in the piece's words"
    kind = StatementKind(line.kind).value
    return f"{escaped(f'{day}{kind}{to}{how}')}: {quote}{answer}"


def _claims(brief: Brief, notes: Footnotes) -> Iterator[str]:
    for claim in brief.claims:
        yield f"**{escaped(claim.heading)}** — {escaped(standing_words(claim.standing, claim.members))}"
        yield ""
        yield from (f"- {_member(member, claim, notes)}" for member in claim.members)
        yield ""


def _member(member: ClaimMember, claim: Claim, notes: Footnotes) -> str:
    hedge = f", {member.hedge}" if member.hedge else ""
    back = _mark(member.withdrawn, notes) if member.withdrawn else ""
    words = escaped(f"{member.value}{hedge} — {member_words(member, claim.members)}")
    return f"{words}{_mark(member.citation, notes)}{back}"


def _timeline(brief: Brief, notes: Footnotes) -> Iterator[str]:
    parts = (
        ("Past", brief.timeline.past),
        ("Now", brief.timeline.now),
        ("Overdue", brief.timeline.overdue),
        ("Ahead", brief.timeline.ahead),
    )
    for title, some in parts:
        if some:
            yield f"**{title}**"
            yield ""
            yield from (f"- {_happening(h, notes)}" for h in some)
            yield ""


def _happening(happening: Happening, notes: Footnotes) -> str:
    place = f", {', '.join(happening.places)}" if happening.places else ""
    marks = "".join(_mark(c, notes) for c in happening.citations)
    inferred = f" (inferred: {happening.why or 'the piece does not say'})" if happening.inferred else ""
    silence = f" ({no_news(happening)})" if happening.last_told else ""
    return f"{escaped(f'{when(happening)}{place}: {happening.glossed}{inferred}{silence}')}{marks}"


def _source(line: SourceLine) -> str:
    earlier = f"; {line.earlier} earlier {'take' if line.earlier == 1 else 'takes'}" if line.earlier else ""
    url = f"<{line.url}>" if re.fullmatch(r"https?://[^\s<>]+", line.url) else ""
    notice = f"Notice: {line.notice}" if line.notice else ""
    flag = f"; {line.flag}" if line.flag else ""
    words = f"{line.source}: {line.headline} ({line.sent}; {origin_words(line.origin)}{earlier}{flag})."
    return " ".join(filter(None, (escaped(words), url, escaped(notice))))


def _footnotes(notes: Footnotes, dossier: Dossier) -> Iterator[str]:
    for citation, number in notes.numbers.items():
        where = scope_words(citation.scope)
        around = in_place(dossier, citation)
        words = f"{take_words(dossier, citation.take)}{f', {where}' if where else ''}: {cited_words(dossier, citation)}"
        yield f"[^{number}]: {escaped(f'{words} (in: {around})' if around else words)}"
