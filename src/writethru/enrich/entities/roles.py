"""What people and bodies are called: titles before a name, appositions after it, and what fits whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from writethru.enrich.entities.lexicon import places, titles
from writethru.enrich.entities.parsed import Line
from writethru.enrich.entities.spelling import fold

_LONG = 9  # tokens that a title's words may run to on either side
_CARRY = frozenset({"of", "to", "for", "at", "in"})
Heads = dict[int, tuple[int, str, bool]]
"""Where titles stand in a line: the first token of each head to (token after the last, head, plural)."""
_TIMES = frozenset({"month", "week", "year", "day", "today", "yesterday", "night", "morning", "evening", "afternoon"})
_TOLD = (
    (("has", "been"), ""),
    (("had", "been"), "former"),
    (("served", "as"), "former"),
    (("serves", "as"), ""),
    (("was",), "former"),
    (("is",), ""),
)
_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a line: its words are the tokens ``[start, end)``, its head noun ``head``.

    ``nations`` are the folded names of states that the words before the head name ("South Korean", "the North's");
    ``of`` is the folded complement ("defence", "zan"); ``body`` when it says what a body is.
    """

    head: str
    kinds: frozenset[str]
    start: int
    end: int
    at: int
    state: str = ""
    nations: tuple[str, ...] = ()
    of: str = ""
    extra: frozenset[str] = frozenset()
    plural: bool = False
    body: bool = False

    @property
    def gender(self) -> str:
        """``m``, ``f`` or empty."""
        return titles().gender.get(self.head, "")


@cache
def _starts() -> frozenset[str]:
    return frozenset(head.replace("-", " ").split()[0] for head in titles().kinds)


def heads(line: Line) -> Heads:
    """Return the heads of titles in a line: first token to (token after the last, head, plural)."""
    found: Heads = {}
    i, known = 0, titles()
    while i < len(line):
        step = _head(line, i) if line.lower[i] in _starts() or line.lemma[i] in _starts() else None
        if step is None and (line.pos[i] in ("NOUN", "PROPN")) and line.lemma[i] in known.bodies:
            step = (i + 1, line.lemma[i], line.lower[i] != line.lemma[i])
        if step:
            found[i] = step
            i = step[0]
        else:
            i += 1
    return found


def _head(line: Line, i: int) -> tuple[int, str, bool] | None:
    known = titles()
    for j in range(min(len(line), i + known.longest + 2), i, -1):
        if j - i == 1:
            if line.pos[i] not in ("NOUN", "PROPN", "ADJ"):
                return None
            if line.lower[i] in known.kinds:
                return j, line.lower[i], False
            if line.pos[i] != "ADJ" and line.lemma[i] in known.kinds:
                return j, line.lemma[i], line.lower[i] != line.lemma[i]
            return None
        words = line.words(i, j).lower()
        if words in known.kinds:
            return j, words, False
        if words.endswith("s") and words[:-1] in known.kinds:
            return j, words[:-1], True
    return None


def title(line: Line, start: int, found: tuple[int, str, bool], stop: int | None = None) -> Title:
    """Return the whole title around a head at ``[start, found[0])``; its complement ends before ``stop``."""
    end, head, plural = found
    if line.text[end : end + 1] == ["-"] and line.lower[end + 1 : end + 2] in (["elect"], ["designate"]):
        end += 2
    first = _left(line, start)
    last = _right(line, end, len(line) if stop is None else stop)
    state = next((w for w in line.lower[first:start] if w in titles().state and w not in ("new", "newly")), "")
    if end > found[0]:
        state = line.lower[end - 1]
    if not state and any(w in ("new", "newly") for w in line.lower[first:start]):
        state = "new"
    known, states = titles(), nations(line, first, start)
    return Title(
        head=head,
        kinds=known.kinds.get(head, frozenset()),
        start=first,
        end=last,
        at=start,
        state=state.removeprefix("-"),
        nations=states,
        of=fold(line.words(end + 1, last)) if last > end + 1 else "",
        extra=frozenset(_fields(line, first, start)) - {word for nation in states for word in nation.split()},
        plural=plural,
        body=head in known.bodies and head not in known.kinds,
    )


def _fields(line: Line, first: int, start: int) -> Iterator[str]:
    """Yield what a title's words say beside nation and state: "trade" in "the new Zanic trade minister"."""
    for i in range(first, start):
        word = fold(line.text[i])
        if line.pos[i] not in _NOMINAL or line.lower[i] in titles().state or line.lower[i] in places().compass:
            continue
        if word not in places().nation and not (line.text[i][0].isupper() and line.pos[i] == "ADJ"):
            yield line.lemma[i]


def _left(line: Line, start: int) -> int:
    i = start
    while i > 0 and start - i < _LONG:
        before = i - 1
        if line.lemma[before] in _TIMES:
            break
        if (
            (line.lower[before] in ("'s", "’s", "'", "’") and before > 0 and line.pos[before - 1] in _NOMINAL)
            or line.pos[before] in _NOMINAL
            or line.lower[before] in titles().state
        ):
            i = before
        elif line.text[before] == "-" and before > 0 and line.glued(before):
            i = before - 1
        else:
            break
    while i < start and (line.pos[i] == "NUM" or line.text[i] in ("'s", "’s", "-", "'", "’")):
        i += 1
    return i


def _right(line: Line, end: int, stop: int) -> int:
    if end >= stop or line.lower[end] not in _CARRY:
        return end
    i, last = end + 1, end
    while i < stop and i - end < _LONG:
        if line.pos[i] in ("NOUN", "PROPN"):
            last = i + 1
        elif not (line.pos[i] in ("DET", "ADJ") or line.text[i] in ("-", "&") or line.lower[i] in ("of", "'s", "’s")):
            joined = (
                line.lower[i] == "and" and i + 1 < stop and line.pos[i + 1] == "PROPN" and line.pos[i - 1] == "PROPN"
            )
            if not joined:
                break
        i += 1
    return last


def nations(line: Line, start: int, end: int) -> tuple[str, ...]:
    """Return the states named by the tokens ``[start, end)``, folded; an unknown demonym stays as it stands."""
    out: list[str] = []
    i, known = start, places()
    while i < end:
        for j in range(min(end, i + 3), i, -1):
            word = fold(line.words(i, j))
            nation = known.nation.get(word) or known.nation.get(word.removesuffix("s"))
            if nation:
                out.append(nation)
                i = j
                break
        else:
            word = line.lower[i]
            if word in known.compass:
                nxt = fold(line.text[i + 1]) if i + 1 < end and line.text[i + 1][:1].isupper() else ""
                out.append(f"{known.compass[word]} {nxt}".strip())
                i += 1 + bool(nxt)
            else:
                if line.text[i][:1].isupper() and line.pos[i] in ("ADJ", "PROPN") and word not in titles().state:
                    out.append(known.parties.get(fold(line.text[i]), fold(line.text[i])))
                i += 1
    return tuple(out)


def same_nation(one: str, other: str) -> bool | None:
    """Say whether two folded nation words mean one state; None when they cannot be compared.

    Words outside the gazetteer are compared by their stem, so that "zanic" meets "zan" and a bare compass word
    meets any state that begins with it.
    """
    if one == other:
        return True
    compass = set(places().compass.values())
    a, b = one.split(), other.split()
    first, second = a[0] if a[0] in compass else "", b[0] if b[0] in compass else ""
    if first != second:
        return False
    if a == [first] or b == [second]:
        return True
    known = places().nation
    if (one in known) != (other in known):
        return None
    if one in known:
        return False
    stem = min(len(a[-1]), len(b[-1]), 5)
    return a[-1][:stem] == b[-1][:stem] if stem >= 3 else None


def fits(asked: Title, has: Title) -> float:
    """Say how well a title as used ("the premier") fits one that somebody bears: 0 not at all, 1 fully."""
    if asked.body != has.body:
        return 0.0
    if asked.head == has.head or asked.kinds & has.kinds:
        score = 1.0 if asked.head == has.head else 0.5 if _distinct(asked, has) else 0.9
    elif any(kind in titles().wider.get(own, ()) for own in asked.kinds for kind in has.kinds) or (
        asked.head in has.extra or f" {asked.head} " in f" {has.of} "
    ):
        score = 0.7
    else:
        return 0.0
    if asked.of and not asked.body:
        score *= _complements(asked, has)
    if asked.nations and has.nations:
        judged = [same_nation(a, b) for a in asked.nations for b in (*has.nations, *_of(has))]
        if judged and not any(judged):
            return 0.0 if False in judged else score * 0.7
    if asked.nations and not has.nations:
        score *= 0.85 if score == 1.0 else 0.6  # "the Zanic envoy" is hardly an adviser of no known state
    if (_ranked(asked) ^ _ranked(has)) & titles().ranks:
        return 0.0  # the nominee for president is not the one for vice president
    if asked.extra and not asked.extra & has.extra and not asked.body:
        score *= 0.6 if has.extra else 0.8
    return score


def _ranked(title: Title) -> frozenset[str]:
    return title.extra | frozenset(title.head.split())


def _distinct(asked: Title, has: Title) -> bool:
    """Say whether two titles of one kind are of two trades all the same: "the striker" is not the coach."""
    shared = asked.kinds & has.kinds
    return shared <= titles().trades and asked.head.split()[-1] != has.head.split()[-1]


def _complements(asked: Title, has: Title) -> float:
    """Weigh what an office is of: "the leader of the opposition" is not the leader of Zan."""
    said = {*has.of.split(), *has.extra, *(word for nation in has.nations for word in nation.split())}
    nation = places().nation.get(asked.of.removeprefix("the "), "")
    if (set(asked.of.split()) - {"the", "of"}) & said or nation in has.nations:
        return 1.0
    return 0.55 if said else 0.8


def _of(has: Title) -> tuple[str, ...]:
    return (has.of,) if has.of in places().nation else ()


def before(line: Line, start: int, found: Heads) -> Iterator[Title]:
    """Yield the title that stands directly before the name which begins at ``start``, if there is one."""
    stop = start
    if stop and line.text[stop - 1] == ",":
        stop -= 1
        if not _introduced(line, stop, found):
            return
    if stop > 2 and line.lower[stop - 1] == "by" and line.lower[stop - 2] in ("led", "headed"):
        led = frozenset({line.lemma[stop - 3]})
        yield Title("leader", titles().kinds["leader"], stop - 2, stop - 2, stop - 2, extra=led | {"led"})
        return
    if stop and line.lower[stop - 1] in titles().courtesy:
        word = line.lower[stop - 1]
        yield Title(word, frozenset(), stop - 1, stop, stop - 1, extra=frozenset({"courtesy"}))
        stop -= 1
    for at in range(stop - 1, max(-1, stop - _LONG), -1):
        if at not in found:
            continue
        one = title(line, at, found[at], stop)
        if one.end == stop and not one.plural:
            yield one
        return


def _introduced(line: Line, stop: int, found: Heads) -> bool:
    """Say whether the words before a comma are a title alone ("its new ambassador to Zan, "), not a name's."""
    for at in range(stop - 1, max(-1, stop - _LONG), -1):
        if at in found:
            one = title(line, at, found[at], stop)
            first = one.start
            led = (
                first == 0
                or line.pos[first - 1] in ("DET", "PUNCT", "ADP", "CCONJ", "PRON")
                or "'s" in line.lower[first:at]
            )
            return one.end == stop and led and not _apposed(line, first)
    return False


def _apposed(line: Line, first: int) -> bool:
    """Say whether the words from ``first`` on stand in apposition to somebody before them."""
    i = first - 1
    if i >= 0 and line.pos[i] in ("DET", "PRON"):
        i -= 1
    if i < 1 or line.text[i] != ",":
        return False
    return any(start < i <= end and label == "PERSON" for start, end, label in line.ents)


def after(line: Line, end: int, found: Heads, names: set[int], within: set[int]) -> Iterator[Title]:
    """Yield the title in apposition after the name that ends at ``end``: ", the minister of Zan," and the like.

    ``names`` are the tokens at which other names begin: a title directly before one of them is not this one's;
    ``within`` are the last tokens of names, which are no titles ("the Dockers' Union").
    """
    told = _told(line, end)
    if told is None and line.text[end : end + 1] != [","]:
        return
    i, state = told or (end + 1, "")
    if i + 1 < len(line) and line.pos[i] == "NUM" and line.text[i + 1] == ",":
        i += 2
    opened = i
    while i < len(line) and i - opened < _LONG:
        if i in found:
            one = title(line, i, found[i])
            follows = found[i][0]
            if follows in names or one.plural or one.start < opened or i in within:
                return
            body = one.body or line.pos[i] == "NOUN"
            owner = line.lower[follows : follows + 1] in (["'s"], ["’s"])  # "the union's president", "the mayor's wife"
            if owner or (follows < len(line) and line.pos[follows] in ("NOUN", "PROPN") and body):
                i = follows
                continue
            yield replace(one, state=one.state or state) if state else one
            return
        if line.pos[i] not in (*_NOMINAL, "DET", "PRON", "ADV", "PART") and line.text[i] not in ("-", "'s", "’s", "’"):
            return
        i += 1


def _told(line: Line, end: int) -> tuple[int, str] | None:
    """Return where a title may begin that is told of a name, and its state: ", who was minister", "is mayor"."""
    who = line.text[end : end + 1] == [","] and line.lower[end + 1 : end + 2] == ["who"]
    i = end + 2 if who else end
    for words, state in _TOLD:
        if tuple(line.lower[i : i + len(words)]) == words and not _supposed(line, i):
            return i + len(words), state
    return None


def _supposed(line: Line, verb: int) -> bool:
    """Say whether a clause only supposes what it says: "if Moor is mayor"."""
    return any(line.head[i] == verb and line.lower[i] in ("if", "whether", "unless") for i in range(verb))


def counterparts(lines: Sequence[Line], begins: Sequence[tuple[int, int]], borne: dict[int, list[Title]]) -> None:
    """Give "his Zanic counterpart" the office of whoever was named with one before him in the sentence."""
    for number, (at, start) in enumerate(begins):
        line = lines[at]
        for place, one in enumerate(borne[number]):
            if one.head != "counterpart":
                continue
            for other in range(number - 1, -1, -1):
                if begins[other][0] != at or line.sentence[begins[other][1]] != line.sentence[start]:
                    break
                held = next((title for title in borne[other] if title.kinds and title.head != "counterpart"), None)
                if held:
                    borne[number][place] = replace(one, head=held.head, kinds=held.kinds, extra=held.extra)
                    break
