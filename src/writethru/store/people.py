"""People, bodies and places: who bears a name where, found by name, so that a new piece meets only its like."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from writethru.model import Bearer, Form, Known, PeopleChanges, Person
from writethru.model.bearer import person_of
from writethru.store import packed_people as rows
from writethru.store.engine import Base
from writethru.store.people_schema import (
    bearers,
    borne,
    forms,
    identities,
    meetings,
    names,
    people,
    ruled,
    spoken,
)

T = TypeVar("T")
Word = tuple[str, str]
_BATCH = 500
_DAILY = 24  # bearers of one person that vouch for a surname on one day; more say nothing new
_NUMBER = re.compile(r"(-\d+)+$")


class PeopleRows(Base):
    """Reads people, bodies and places, and changes who is who."""

    @contextmanager
    def looking(self) -> Iterator["Register"]:
        """One state of what is known, in which to find out who new bearers are."""
        with self.reading() as c:
            yield Register(c)

    @contextmanager
    def changing(self) -> Iterator["Register"]:
        """A transaction, the only writer, in which to find out who new bearers are, and to keep it."""
        with self.writing() as c:
            yield Register(c)

    def found(self, folded: str) -> list[Person]:
        """Return the people, bodies and places with a name that holds these folded words, surest first."""
        with self.reading() as c:
            some = c.execute(
                select(names.c.person, names.c.folded).where(names.c.folded.contains(folded, autoescape=True))
            ).all()
            exact = {row.person for row in some if row.folded == folded}
            every = _whole(c, {row.person for row in some})
        return sorted(every, key=lambda p: (p.id not in exact, -len(p.mentions), p.id))

    def one(self, name: str) -> Person | None:
        """Return the person, body or place of that id, or None."""
        with self.reading() as c:
            return next(iter(_whole(c, [name])), None)

    def many(self, ids: Iterable[str]) -> list[Person]:
        """Return those of these ids, by id."""
        with self.reading() as c:
            return sorted(_whole(c, ids), key=lambda p: p.id)

    def everybody(self) -> list[Person]:
        """All people, bodies and places, by id."""
        with self.reading() as c:
            order = select(bearers).order_by(bearers.c.person, bearers.c.day, bearers.c.take, bearers.c.entity)
            every = [
                rows.known(packed) for packed in c.execute(select(people.c.packed).order_by(people.c.id)).scalars()
            ]
            return list(_persons({one.id: one for one in every}, c.execute(order)))

    def called(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the names of these ids, without reading where they are mentioned."""
        with self.reading() as c:
            found = _in(c, select(people.c.id, people.c.name), people.c.id, ids)
            return {row.id: row.name for row in found}

    def voices(self, takes: Iterable[str]) -> dict[tuple[str, int], str]:
        """Return, for each entity of these takes, by take and place among its facts, the id of who it is."""
        with self.reading() as c:
            wanted = select(bearers.c.take, bearers.c.entity, bearers.c.person)
            return {(row.take, row.entity): row.person for row in _in(c, wanted, bearers.c.take, takes)}

    def named_in(self, takes: Iterable[str]) -> list[Person]:
        """Return who is named in these takes, by id, each with the mentions there alone."""
        with self.reading() as c:
            found = sorted(_in(c, select(bearers), bearers.c.take, takes), key=lambda row: str(row.person))
            return list(_persons(_known(c, {row.person for row in found}), found))


def _whole(c: Connection, ids: Iterable[str]) -> list[Person]:
    known = _known(c, ids)
    found = sorted(_in(c, select(bearers), bearers.c.person, known), key=lambda row: str(row.person))
    return list(_persons(known, found))


def _known(c: Connection, ids: Iterable[str]) -> dict[str, Known]:
    found = (rows.known(row.packed) for row in _in(c, select(people.c.packed), people.c.id, ids))
    return {one.id: one for one in found}


def _persons(known: dict[str, Known], found: Iterable[Row[Any]]) -> Iterator[Person]:
    for who, some in groupby(found, key=lambda row: str(row.person)):
        yield person_of(known[who], map(rows.bearer, some))


class Register:
    """What is kept of who is who, as it stands in one transaction; see ``writethru.link.register``."""

    def __init__(self, connection: Connection) -> None:
        self._c = connection

    def borne(self) -> dict[str, str]:
        """Return the takes whose bearers are kept, each with what read its facts."""
        return {row.take: row.maker for row in self._c.execute(select(borne))}

    def voices(self) -> dict[tuple[str, int], str]:
        """Return, for each entity, by take and place, the id of who it is. O(desk)."""
        b = bearers.c
        return {(row.take, row.entity): row.person for row in self._c.execute(select(b.take, b.entity, b.person))}

    def called(self) -> dict[str, str]:
        """Return everybody's name, by id. O(desk)."""
        return {row.id: row.name for row in self._c.execute(select(people.c.id, people.c.name))}

    def forms(self, ids: Iterable[int]) -> dict[int, Form]:
        """Return the forms of these ids, those that are there."""
        found = (rows.form(row.packed) for row in _in(self._c, select(forms.c.packed), forms.c.id, ids))
        return {one.id: one for one in found}

    def meeting(self, keys: Iterable[int]) -> set[int]:
        """Return the ids of the forms that are found under any of these keys."""
        return {row.form for row in _in(self._c, select(meetings.c.form), meetings.c.key, keys)}

    def of_forms(self, ids: Iterable[int]) -> list[Bearer]:
        """Return every bearer of these forms."""
        return self._bearers(select(bearers).where(bearers.c.form != 0), bearers.c.form, ids)

    def some_of_forms(self, ids: Iterable[int]) -> list[Bearer]:
        """Return one bearer for each person and form, saying for how many it stands."""
        oldest = func.min(bearers.c.take), func.count().label("times")  # SQLite takes the row that has the minimum
        some = select(bearers, *oldest).where(bearers.c.form != 0).group_by(bearers.c.form, bearers.c.person)
        out = []
        for row in _in(self._c, some, bearers.c.form, ids):
            out.append(rows.bearer(row))
            out[-1].times = row.times
        return out

    def of_takes(self, takes: Iterable[str]) -> list[Bearer]:
        """Return every bearer in these takes."""
        return self._bearers(select(bearers), bearers.c.take, takes)

    def of_people(self, ids: Iterable[str]) -> list[Bearer]:
        """Return every bearer who is one of these."""
        return self._bearers(select(bearers), bearers.c.person, ids)

    def full_names(self, words: Iterable[Word], days: tuple[int, int] | None) -> list[Bearer]:
        """Return bearers of full names with these surnames or sounds: of these days, and of no known day.

        Of one person on one day, at most ``_DAILY``.
        """
        out: list[Bearer] = []
        for column, wanted in _by_column(words):
            when = bearers.c.day.is_(None) if days is None else or_(bearers.c.day.is_(None), _between(days))
            place = func.row_number().over(
                partition_by=(column, bearers.c.day, bearers.c.person), order_by=(bearers.c.take, bearers.c.entity)
            )
            for part in _parts(wanted):
                some = select(bearers, place.label("place")).where(
                    column.in_(part), column != "", ~bearers.c.lone, when
                )
                every = some.subquery()
                out += [rows.bearer(row) for row in self._c.execute(select(every).where(every.c.place <= _DAILY))]
        return out

    def lone(self, words: Iterable[Word], days: tuple[int, int] | None, but: Sequence[Word] = ()) -> list[Bearer]:
        """Return bearers of these surnames or sounds alone, of these days or of all; not those ``but`` is true of.

        ``but``: surname, and the person who they are.
        """
        out: list[Bearer] = []
        for column, wanted in _by_column(words):
            for part in _parts(wanted):
                some = select(bearers).where(column.in_(part), column != "", bearers.c.lone)
                some = some if days is None else some.where(_between(days))
                left = [pair for pair in but if column is bearers.c.surname and pair[0] in part]
                some = some.where(tuple_(bearers.c.surname, bearers.c.person).not_in(left)) if left else some
                out += map(rows.bearer, self._c.execute(some))
        return out

    def in_office(self, surnames: Iterable[str]) -> list[Bearer]:
        """Return bearers of these surnames alone, with an office, whom nobody vouches for."""
        some = select(bearers).where(bearers.c.lone, bearers.c.homeless, bearers.c.holds, bearers.c.surname != "")
        return self._bearers(some, bearers.c.surname, surnames)

    def given(self, stems: Iterable[str]) -> set[str]:
        """Return the ids that were ever given to anybody of these ids, with a number or without."""
        wanted = {_NUMBER.sub("", stem) for stem in stems}
        return {row.id for row in _in(self._c, select(identities.c.id), identities.c.stem, wanted)}

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """Return which of these ids was given before which."""
        found = _in(self._c, select(identities.c.id, identities.c.number), identities.c.id, ids)
        return {row.id: row.number for row in found}

    def people(self, ids: Iterable[str]) -> dict[str, Known]:
        """Return those of these ids, without their mentions."""
        return _known(self._c, ids)

    def ruled(self, keys: Iterable[int]) -> set[int]:
        """Return the numbers of the decisions that bear on any of these keys."""
        return {row.decision for row in _in(self._c, select(ruled.c.decision), ruled.c.key, keys)}

    def rules(self) -> set[int]:
        """Return the numbers of all decisions that bear on anything."""
        return set(self._c.execute(select(ruled.c.decision).distinct()).scalars())

    def ruled_keys(self, numbers: Iterable[int]) -> set[int]:
        """Return the keys that these decisions bear on."""
        return {row.key for row in _in(self._c, select(ruled.c.key), ruled.c.decision, numbers)}

    def spoken(self, numbers: Iterable[int]) -> set[Word]:
        """Return the surnames and sounds that these decisions bear on, and the takes of those without a name."""
        return {(row.kind, row.word) for row in _in(self._c, select(spoken), spoken.c.decision, numbers)}

    def _bearers(self, some: Select[Any], column: ColumnElement[Any], wanted: Iterable[object]) -> list[Bearer]:
        return [rows.bearer(row) for row in _in(self._c, some, column, wanted)]

    def keep(self, made: PeopleChanges) -> None:
        """Keep what was found out. O(what changes)."""
        c = self._c
        for was, now in made.renamed.items():
            c.execute(update(bearers).where(bearers.c.person == was).values(person=now))
        at = and_(bearers.c.take == bindparam("t"), bearers.c.entity == bindparam("e"))
        _each(c, delete(bearers).where(at), [{"t": one.take, "e": one.index} for one in made.gone])
        changed = [
            {"t": one.take, "e": one.index, "person": one.person, "identity": one.identity, "homeless": one.homeless}
            for one in made.changed
        ]
        _each(c, update(bearers).where(at), changed)
        _each(c, insert(bearers), [rows.bearer_row(one) for one in made.new])
        _put(c, forms, [{"id": one.id, "packed": rows.packed(one)} for one in made.forms])
        pairs = [{"key": key, "form": form} for form, keys in made.keys.items() for key in sorted(keys)]
        _each(c, upsert(meetings).on_conflict_do_nothing(), pairs)
        given = [{"id": one, "stem": _NUMBER.sub("", one)} for one in made.identities]
        _each(c, insert(identities), given)
        _keep_people(c, made)
        _keep_rulings(c, made)
        _put(c, borne, [{"take": take, "maker": maker} for take, maker in made.takes.items()])


def _keep_people(c: Connection, made: PeopleChanges) -> None:
    gone = [{"p": one} for one in made.emptied]
    _each(c, delete(people).where(people.c.id == bindparam("p")), gone)
    other = [*gone, *({"p": one} for one in made.names)]
    _each(c, delete(names).where(names.c.person == bindparam("p")), other)
    _put(c, people, [{"id": one.id, "name": one.name, "packed": rows.packed(one)} for one in made.people])
    found = [{"folded": name, "person": who} for who, some in made.names.items() for name in sorted(some) if name]
    _each(c, insert(names), found)


def _keep_rulings(c: Connection, made: PeopleChanges) -> None:
    gone = [{"n": number} for number in made.unruled | made.ruled.keys()]
    for table in (ruled, spoken):
        _each(c, delete(table).where(table.c.decision == bindparam("n")), gone)
    keys = [{"key": key, "decision": n} for n, keys in made.ruled.items() for key in sorted(keys)]
    words = [{"decision": n, "kind": k, "word": w} for n, some in made.spoken.items() for k, w in sorted(some)]
    _each(c, insert(ruled), keys)
    _each(c, insert(spoken), words)


def _each(c: Connection, statement: Any, values: list[Any]) -> None:  # noqa: ANN401 - any statement
    if values:
        c.execute(statement, values)


def _put(c: Connection, table: Table, values: list[dict[str, object]]) -> None:
    """Write rows, over those of the same key."""
    statement = upsert(table)
    keys = [column.name for column in table.primary_key]
    others = {column.name: statement.excluded[column.name] for column in table.c if column.name not in keys}
    _each(c, statement.on_conflict_do_update(keys, set_=others), values)


def _by_column(words: Iterable[Word]) -> list[tuple[ColumnElement[str], list[str]]]:
    every = set(words)
    return [
        (column, sorted(word for kind, word in every if kind == column.name))
        for column in (bearers.c.surname, bearers.c.sound)
    ]


def _between(days: tuple[int, int]) -> ColumnElement[bool]:
    return bearers.c.day.between(*days)


def _parts(wanted: Iterable[T]) -> Iterator[list[T]]:
    every = list(wanted)
    return (every[at : at + _BATCH] for at in range(0, len(every), _BATCH))


def _in(c: Connection, some: Select[Any], column: ColumnElement[Any], wanted: Iterable[object]) -> Iterator[Row[Any]]:
    for part in _parts(dict.fromkeys(wanted)):
        yield from c.execute(some.where(column.in_(part)))
