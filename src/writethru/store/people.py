"""People, bodies and places: who bears a name where, found by name, so that a new piece meets only its like."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, insert, select, union

from writethru.model import Bearer, Form, Known, PeopleChanges, Person
from writethru.model.bearer import person_of
from writethru.store import packed_people as rows
from writethru.store import schema
from writethru.store.engine import Base, among
from writethru.store.people_schema import bearers, borne, names, otherwise, people, unmet

T = TypeVar("T")
Word = tuple[str, str]
_DAILY = 24  # bearers of one person that vouch for a surname on one day; more say nothing new
_COLUMNS = rows.COLUMNS
_NUMBER = re.compile(r"(-\d+)+$")


class PeopleRows(Base):
    """Reads people, bodies and places, and changes who is who."""

    remade = True

    @contextmanager
    def changing(self) -> Iterator["Register"]:
        """A transaction, the only writer, in which to find out who new bearers are, and to keep it."""
        with self.writing() as c:
            yield Register(c)

    def unmet(self) -> list[str]:
        """Return the takes of which there are links, and whose people are not found yet, oldest first."""
        oldest = (
            "SELECT u.take FROM unmet u LEFT JOIN takes t ON t.key = u.take ORDER BY t.sent IS NULL, t.sent, u.take"
        )
        with self.reading() as c:
            return [take for (take,) in c.exec_driver_sql(oldest)]

    def waits(self) -> bool:
        """Say whether there are any."""
        with self.reading() as c:
            return c.execute(select(unmet.c.take).limit(1)).first() is not None

    def found(self, folded: str) -> list[Person]:
        """Return the people, bodies and places with a name that holds these folded words, surest first."""
        with self.reading() as c:
            some = c.execute(
                select(names.c.person, names.c.folded).where(names.c.folded.contains(folded, autoescape=True))
            ).all()
            exact = {row.person for row in some if row.folded == folded}
            every = _whole(c, {row.person for row in some})
        return sorted(every, key=lambda p: (p.id not in exact, -len(p.mentions), p.id))

    def concerned(self, words: Iterable[str], takes: Iterable[str], fold: Callable[[str], str]) -> list[Person]:
        """Return those whom any of these words may mean, or whom these takes name, by id.

        Args:
            words: names, parts of names, or beginnings of ids.
            takes: their keys.
            fold: makes a name findable.
        """
        found = set[str]()
        with self.reading() as c:
            for one in filter(None, words):
                found |= set(
                    c.execute(select(people.c.id).where(people.c.id.startswith(one, autoescape=True))).scalars()
                )
                if folded := fold(one):
                    holding = names.c.folded.contains(folded, autoescape=True)
                    found |= set(c.execute(select(names.c.person).where(holding)).scalars())
            found |= {row.person for row in _in(c, select(bearers.c.person), bearers.c.take, takes)}
            return sorted(_whole(c, found), key=lambda p: p.id)

    def named_in(self, takes: Iterable[str]) -> list[Person]:
        """Return who is named in these takes, by id, each with the names, roles and mentions that stand there alone.

        O(what they name): that the desk has a thousand other pieces about somebody costs nothing.
        """
        with self.reading() as c:
            found = sorted(_in(c, select(bearers), bearers.c.take, takes), key=lambda row: str(row.person))
            known = _known(c, {str(row.person) for row in found})
            return list(_persons(known, found))

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
            asked = "SELECT id, name FROM people WHERE id IN (SELECT value FROM json_each(?))"
            return dict(c.exec_driver_sql(asked, (json.dumps(sorted(set(ids))),)).all())

    def voices(self, takes: Iterable[str], *, speaking: bool = False) -> dict[tuple[str, int], str]:
        """Return, for each entity of these takes, by take and place among its facts, the id of who it is.

        ``speaking``: of those alone of whom their take tells what they said.
        """
        speaks = " AND speaks" if speaking else ""
        asked = f"SELECT take, entity, person FROM bearers WHERE take IN (SELECT value FROM json_each(?)){speaks}"
        with self.reading() as c:
            rows = c.exec_driver_sql(asked, (json.dumps(sorted(set(takes))),))
            return {(take, entity): person for take, entity, person in rows}

    def otherwise_since(self, at: datetime, takes: Iterable[str]) -> datetime | None:
        """Return when first after a moment one who is named in these takes was found to be another, or called so."""
        here = select(bearers.c.person).where(among(bearers.c.take, takes))
        first = select(func.min(otherwise.c.at)).where(otherwise.c.person.in_(here), otherwise.c.at > at)
        with self.reading() as c:
            return c.execute(first).scalar()

    def otherwise(self) -> int:
        """Return the number of the last time that one who was there was found to be another, or called so."""
        with self.reading() as c:
            return int(c.execute(select(func.max(otherwise.c.number))).scalar() or 0)

    def told_otherwise(self, number: int) -> list[str]:
        """Return the stories and storylines that name one of whom that was found after a number, by id."""
        p = schema.placements.c
        whom = select(otherwise.c.person).where(otherwise.c.number > number)
        here = select(bearers.c.take).where(bearers.c.person.in_(whom))
        found = union(*(select(column).where(column != "", p.take.in_(here)) for column in (p.story, p.storyline)))
        with self.reading() as c:
            return sorted(c.execute(found).scalars())


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

    def forms(self, ids: Iterable[int]) -> dict[int, Form]:
        """Return the forms of these ids, those that are there."""
        found = (rows.form(packed) for (packed,) in self._each("SELECT packed FROM forms WHERE id IN", ids))
        return {one.id: one for one in found}

    def meeting(self, keys: Iterable[int]) -> set[int]:
        """Return the ids of the forms that are found under any of these keys."""
        return {form for (form,) in self._each("SELECT form FROM meetings WHERE key IN", keys)}

    def of_forms(self, ids: Iterable[int]) -> list[Bearer]:
        """Return every bearer of these forms."""
        return self._bearers("form <> 0 AND form IN", ids)

    def some_of_forms(self, ids: Iterable[int]) -> list[Bearer]:
        """Return one bearer for each person and form, the first that was kept, saying for how many it stands."""
        every = "SELECT min(rowid) AS first, count(*) AS times FROM bearers WHERE form <> 0 AND form IN"
        some = f"SELECT {_COLUMNS}, times FROM ({every}"  # out of the index alone, but for the rows that are wanted
        out = []
        for row in self._each(some, ids, "GROUP BY form, person) JOIN bearers ON bearers.rowid = first"):
            out.append(rows.bearer(row))
            out[-1].times = row[-1]
        return out

    def of_takes(self, takes: Iterable[str]) -> list[Bearer]:
        """Return every bearer in these takes."""
        return self._bearers("take IN", takes)

    def of_people(self, ids: Iterable[str]) -> list[Bearer]:
        """Return every bearer who is one of these."""
        return self._bearers("person IN", ids)

    def full_names(self, words: Iterable[Word], days: tuple[int, int] | None) -> list[Bearer]:
        """Return bearers of full names with these surnames or sounds: of these days, or of no known day.

        Of one person on one day, at most ``_DAILY``.
        """
        out: list[Bearer] = []
        for column, wanted in _by_column(words):
            place = f"row_number() OVER (PARTITION BY {column}, day, person ORDER BY take, entity) AS place"
            some = f"SELECT {_COLUMNS}, {place} FROM bearers WHERE {column} <> '' AND lone = 0{_when(days)}"
            found = self._each(f"SELECT * FROM ({some} AND {column} IN", wanted, f") WHERE place <= {_DAILY}")
            out += map(rows.bearer, found)
        return out

    def lone(self, words: Iterable[Word], days: tuple[int, int] | None, but: Sequence[Word] = ()) -> list[Bearer]:
        """Return bearers of these surnames or sounds alone, of these days or of none; not those ``but`` is true of.

        ``but``: surname, and the person who they are.
        """
        return self._lone(words, _when(days), but)

    def every_lone(self, words: Iterable[Word]) -> list[Bearer]:
        """Return bearers of these surnames or sounds alone, of any day."""
        return self._lone(words, "", ())

    def _lone(self, words: Iterable[Word], when: str, but: Sequence[Word]) -> list[Bearer]:
        out: list[Bearer] = []
        for column, wanted in _by_column(words):
            if column == "surname" and but:
                pairs = "(SELECT value ->> 0, value ->> 1 FROM json_each(?))"
                left = f" AND (surname, person) NOT IN {pairs}"
                out += self._bearers(f"lone = 1 AND surname <> ''{when}{left} AND surname IN", wanted, json.dumps(but))
            else:
                out += self._bearers(f"lone = 1 AND {column} <> ''{when} AND {column} IN", wanted)
        return out

    def in_office(self, surnames: Iterable[str]) -> list[Bearer]:
        """Return bearers of these surnames alone, with an office, whom nobody vouches for."""
        return self._bearers("lone = 1 AND homeless AND holds AND surname <> '' AND surname IN", surnames)

    def given(self, stems: Iterable[str]) -> set[str]:
        """Return the ids that were ever given to anybody of these ids, with a number or without."""
        wanted = {_NUMBER.sub("", stem) for stem in stems}
        return {one for (one,) in self._each("SELECT id FROM identities WHERE stem IN", wanted)}

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """Return which of these ids was given before which."""
        return dict(self._each("SELECT id, number FROM identities WHERE id IN", ids))

    def people(self, ids: Iterable[str]) -> dict[str, Known]:
        """Return those of these ids, without their mentions."""
        found = (rows.known(packed) for (packed,) in self._each("SELECT packed FROM people WHERE id IN", ids))
        return {one.id: one for one in found}

    def ruled(self, keys: Iterable[int]) -> set[int]:
        """Return the numbers of the decisions that bear on any of these keys."""
        return {number for (number,) in self._each("SELECT DISTINCT decision FROM ruled WHERE key IN", keys)}

    def rules(self) -> set[int]:
        """Return the numbers of all decisions that bear on anything."""
        return {number for (number,) in self._c.exec_driver_sql("SELECT DISTINCT decision FROM ruled")}

    def ruled_keys(self, numbers: Iterable[int]) -> set[int]:
        """Return the keys that these decisions bear on."""
        return {key for (key,) in self._each("SELECT key FROM ruled WHERE decision IN", numbers)}

    def spoken(self, numbers: Iterable[int]) -> set[Word]:
        """Return the surnames and sounds that these decisions bear on, and the takes of those without a name."""
        return {(kind, word) for kind, word in self._each("SELECT kind, word FROM spoken WHERE decision IN", numbers)}

    def _bearers(self, where: str, wanted: Iterable[object], *before: str) -> list[Bearer]:
        some = f"SELECT {_COLUMNS} FROM bearers WHERE {where}"
        return [rows.bearer(row) for row in self._each(some, wanted, "", *before)]

    def _each(self, some: str, wanted: Iterable[object], rest: str = "", *before: str) -> Sequence[Any]:
        """Return the rows whose last column asked about is one of these: one statement for any number, made once."""
        if not (values := list(dict.fromkeys(wanted))):
            return []
        asked = f"{some} (SELECT value FROM json_each(?)) {rest}"
        return self._c.exec_driver_sql(asked, (*before, json.dumps(values))).all()

    def waiting(self, takes: Sequence[str]) -> dict[str, str]:
        """Return which of these takes wait to be met, each with what read the facts that its links are made of."""
        some = "SELECT u.take, f.maker FROM unmet u JOIN facts f ON f.take = u.take WHERE u.take IN"
        return dict(self._each(some, takes))

    def keep(self, made: PeopleChanges, at: datetime) -> None:
        """Keep what was found out, and that it was at that moment. O(what changes)."""
        c = self._c
        for was, now in made.renamed.items():
            c.exec_driver_sql("UPDATE bearers SET person = ? WHERE person = ?", (now, was))
        _write(c, "DELETE FROM bearers WHERE take = ? AND entity = ?", ((one.take, one.index) for one in made.gone))
        other = ((one.person, one.identity, one.homeless, one.take, one.index) for one in made.changed)
        _write(c, "UPDATE bearers SET person = ?, identity = ?, homeless = ? WHERE take = ? AND entity = ?", other)
        _write(c, f"INSERT INTO bearers ({_COLUMNS}) VALUES ({_places(13)})", map(rows.bearer_row, made.new))
        _write(c, "REPLACE INTO forms (id, packed) VALUES (?, ?)", ((one.id, rows.packed(one)) for one in made.forms))
        pairs = ((key, form) for form, keys in made.keys.items() for key in sorted(keys))
        _write(c, "INSERT OR IGNORE INTO meetings (key, form) VALUES (?, ?)", pairs)
        given = ((one, _NUMBER.sub("", one)) for one in made.identities)
        _write(c, "INSERT INTO identities (id, stem) VALUES (?, ?)", given)
        _keep_people(c, made)
        _keep_rulings(c, made)
        _write(c, "DELETE FROM unmet WHERE take = ?", ((take,) for take in made.takes))
        _write(c, "REPLACE INTO borne (take, maker) VALUES (?, ?)", made.takes.items())
        if others := {*made.called, *made.renamed.values(), *(one.person for one in made.changed)}:
            c.execute(insert(otherwise), [{"at": at, "person": one} for one in sorted(others)])

    def unclaim(self, made: PeopleChanges) -> None:
        """Have the claims made anew of the storylines in which one who speaks is another, or is called otherwise."""
        takes = {*made.takes, *(one.take for one in made.changed if one.speaks)}
        line = "INSERT OR REPLACE INTO unclaimed (line) SELECT DISTINCT p.storyline FROM"
        some = f"{line} placements p WHERE p.storyline <> '' AND p.take IN (SELECT value FROM json_each(?))"
        self._c.exec_driver_sql(some, (json.dumps(sorted(takes)),))
        others = sorted({*made.called, *made.renamed.values()})
        theirs = (
            "bearers b CROSS JOIN placements p ON p.take = b.take WHERE p.storyline <> '' AND b.speaks AND b.person IN"
        )
        if others:
            self._c.exec_driver_sql(f"{line} {theirs} (SELECT value FROM json_each(?))", (json.dumps(others),))


def _keep_people(c: Connection, made: PeopleChanges) -> None:
    _write(c, "DELETE FROM people WHERE id = ?", ((one,) for one in made.emptied))
    _write(c, "DELETE FROM names WHERE person = ?", ((one,) for one in (*made.emptied, *made.names)))
    people = ((one.id, one.name, rows.packed(one)) for one in made.people)
    _write(c, "REPLACE INTO people (id, name, packed) VALUES (?, ?, ?)", people)
    found = ((name, who) for who, some in made.names.items() for name in sorted(some) if name)
    _write(c, "INSERT INTO names (folded, person) VALUES (?, ?)", found)


def _keep_rulings(c: Connection, made: PeopleChanges) -> None:
    gone = [(number,) for number in made.unruled | made.ruled.keys()]
    for table in ("ruled", "spoken"):
        _write(c, f"DELETE FROM {table} WHERE decision = ?", gone)
    keys = ((key, n) for n, keys in made.ruled.items() for key in sorted(keys))
    _write(c, "INSERT INTO ruled (key, decision) VALUES (?, ?)", keys)
    words = ((n, kind, word) for n, some in made.spoken.items() for kind, word in sorted(some))
    _write(c, "INSERT INTO spoken (decision, kind, word) VALUES (?, ?, ?)", words)


def _write(c: Connection, statement: str, values: Iterable[tuple[object, ...]]) -> None:
    """Carry out a statement for each row; written plainly, since compiling it is half of the cost otherwise."""
    if every := list(values):
        c.exec_driver_sql(statement, every)


def _places(count: int) -> str:
    return ", ".join("?" * count)


def _by_column(words: Iterable[Word]) -> list[tuple[str, list[str]]]:
    every = set(words)
    return [(column, sorted(word for kind, word in every if kind == column)) for column in ("surname", "sound")]


def _when(days: tuple[int, int] | None) -> str:
    return " AND day IS NULL" if days is None else f" AND day BETWEEN {days[0]:d} AND {days[1]:d}"


def _in(c: Connection, some: Select[Any], column: ColumnElement[Any], wanted: Iterable[object]) -> Iterator[Row[Any]]:
    yield from c.execute(some.where(among(column, wanted)))


def mark_unmet(c: Connection, takes: Iterable[str]) -> None:
    """Note which of these takes are to be met: their bearers are not kept, or were read by something else."""
    other = "SELECT f.take FROM facts f LEFT JOIN borne b ON b.take = f.take WHERE b.maker IS NOT f.maker"
    some = f"INSERT OR IGNORE INTO unmet {other} AND f.take IN (SELECT value FROM json_each(?))"
    c.exec_driver_sql(some, (json.dumps(sorted(set(takes))),))


def forget_borne(c: Connection) -> None:
    """Have all takes met anew once they are linked; who is who stays until then, and ids for good."""
    c.execute(delete(borne))
