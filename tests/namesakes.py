"""Takes that name people, with facts as readers would find them, put on a desk without reading anything."""

from dataclasses import replace
from datetime import UTC, datetime

from newsroom import lay, silent
from writethru import intake
from writethru.model import Entity, EntityKind, Facts, Mention, MentionKind, Role, Sent, SourceKind, Span, Take

PERSON, BODY = EntityKind.PERSON, EntityKind.BODY


def named(number, *entities, day=5):
    """A take whose text is the names of its entities, one a line, and its facts.

    An entity is a name or several of one bearer, as ``Ida Moor|Moor``, with a role behind ``/``; a body has ``*``.
    """
    text, found = "", []
    for words in entities:
        names, _, role = words.partition("/")
        kind = BODY if names.startswith("*") else PERSON
        mentions = []
        for name in names.strip("*").split("|"):
            lone = kind is PERSON and " " not in name
            span = Span(len(text), len(text) + len(name))
            mentions.append(Mention(span, "copy", MentionKind.SURNAME if lone else MentionKind.NAME))
            text += f"{name}\n"
        roles = (Role(role, mentions[0].span),) if role else ()
        forms = tuple(names.strip("*").split("|"))
        found.append(Entity(kind, forms[0], forms, tuple(mentions), roles))
    key = f"{number:016x}"
    sent = Sent(datetime(2031, 3, day, 9, tzinfo=UTC))
    take = Take(key, f"take-{number}", "d" * 64, "test", f"Post {number}", SourceKind.UNKNOWN, text, (), sent=sent)
    return take, Facts(key, entities=tuple(found))


def fill(desk, pieces, maker=""):
    """Put takes and their facts on a desk, and link it."""
    lay(desk, pieces, maker=maker)
    intake.link(desk._store, desk.settings, silent)


def alike(people):
    """Everybody but for their ids, in the order of their mentions: ids tell who came first."""
    return sorted((replace(one, id="") for one in people), key=lambda one: [(m.take, m.entity) for m in one.mentions])


def who(desk):
    """Who is on a desk: by id, the last digit of each take and the name there."""
    takes = {take.key: take for take in desk._store.takes.all()}
    return {
        p.id: sorted(f"{m.spans[0].of(takes[m.take].text)}@{int(m.take, 16)}" for m in p.mentions)
        for p in desk._store.people.everybody()
    }
