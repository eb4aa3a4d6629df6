"""Members of a piece frozen into entities, with their mentions in order."""

from collections import defaultdict
from collections.abc import Sequence

from writethru.enrich.entities.cast import Cast, Member, Ref
from writethru.enrich.entities.cluster import body_key, droppable, place_key
from writethru.enrich.entities.lexicon import places
from writethru.enrich.entities.parsed import Line
from writethru.enrich.entities.roles import Title
from writethru.enrich.entities.spelling import fold
from writethru.enrich.entities.terms import Calendar, term
from writethru.model import Entity, EntityKind, Mention, MentionKind, Role

_JOINING = frozenset({"After", "Amid", "Among", "As", "At", "Before", "For", "From", "On", "Over", "To", "With"})
"""Words that a headline begins with a capital, and no name of a person has."""

_SHOUTED = 3  # letters above which a word in capitals is no initials


def entities(cast: Cast, calendar: Calendar) -> list[Entity]:
    """Return the entities of a piece in the order in which they are first mentioned."""
    refs: defaultdict[int, list[Ref]] = defaultdict(list)
    for ref in cast.refs:
        if ref.member is not None:
            refs[ref.member.number].append(ref)
    out = [_entity(cast, member, refs[member.number], calendar) for member in cast.members if refs[member.number]]
    return sorted(out, key=lambda entity: (entity.mentions[0].span, entity.name))


def _entity(cast: Cast, member: Member, refs: Sequence[Ref], calendar: Calendar) -> Entity:
    mentions = {}
    for ref in sorted(refs, key=lambda ref: ref.confidence):
        line = cast.lines[ref.line]
        span = line.span(ref.start, ref.end)
        mentions[span] = Mention(span, line.scope, ref.kind, ref.confidence)
    names = [text for text, _ in member.names.most_common()]
    return Entity(
        kind=member.kind,
        name=_best(member, names),
        names=tuple(names),
        mentions=tuple(mentions[span] for span in sorted(mentions)),
        roles=_roles(cast, member, refs, calendar),
    )


def _best(member: Member, names: Sequence[str]) -> str:
    """Return the name to show: for a person the commonest of the fullest, else the commonest."""
    if member.kind is EntityKind.PERSON:
        full = [name for name in names if len(fold(name).split()) > 1 and fold(name).split()[0] == member.parts[0]]
        return next((name for name in [*full, *names] if not _run_on(name)), names[0])
    if member.kind is EntityKind.BODY:
        return max(names, key=lambda name: (_plain(name), -names.index(name)))
    key = place_key(fold(names[0]))
    return places().canonical.get(key, names[0])


def _run_on(name: str) -> bool:
    """Say whether a name has words of a headline or label taken into it: "MORE Moor", "Moor Among Seven"."""
    words = name.split()
    shouted = [len(word) > _SHOUTED and word.isupper() for word in words]
    return bool(_JOINING & set(words)) or (any(shouted) and not all(shouted))


def _plain(name: str) -> tuple[bool, int, bool]:
    """Weigh a body's name: no acronym, the full name before a short one, and without "Inc." and the like."""
    key = fold(name)
    return len(name.split()) > 1 or not name.isupper(), len(body_key(key).split()), droppable(key.split()) == 0


def _roles(cast: Cast, member: Member, refs: Sequence[Ref], calendar: Calendar) -> tuple[Role, ...]:
    """Return the titles given with names of the member, each wording once, in order, with the term that is told."""
    found: dict[tuple[str, str], Role] = {}
    if member.kind is EntityKind.PLACE:
        return ()
    for ref in sorted(refs, key=lambda ref: (ref.line, ref.start)):
        if ref.kind not in (MentionKind.NAME, MentionKind.SURNAME):
            continue
        for title in ref.titles:
            if title.end == title.start or "courtesy" in title.extra or title.body != (member.kind is EntityKind.BODY):
                continue
            role = _role(cast.lines[ref.line], title, calendar)
            known = found.get((role.title.casefold(), role.state))
            if known is None or (role.term and not known.term):
                found[role.title.casefold(), role.state] = role
    return tuple(found.values())


def _role(line: Line, title: Title, calendar: Calendar) -> Role:
    start = title.start
    while start < title.at and line.lower[start].strip("-") in (title.state, ""):
        start += 1
    told = term(line, title.end, calendar)
    state = title.state or ("former" if told.over else "")
    words = line.words(start, title.end)
    return Role(words, line.span(title.start, title.end), state, told.since, told.until, told.span)
