"""Which sentences tell a story: the weightiest that can be read where they stand, each with something new.

Maximal marginal relevance over their words (Carbonell and Goldstein, 1998), so that no two say the same; pieces of
several sources open with the same news, so what another piece has of it is not told again. Each story of a storyline
gets one sentence before any gets a second. What points back at something that is not told waits until that is told; a
sentence that follows on one that is told comes before others, for there it reads as its writer set it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from writethru.model import Citation, Span
from writethru.tell.leaning import open_ends
from writethru.tell.matter import likeness
from writethru.tell.rank import Candidate
from writethru.tell.words import roots

NOVELTY = 0.35  # how much being unlike those already chosen weighs against a sentence's own weight
_BESIDE = 10  # telling words up to which a sentence with a figure tells little but the figure
_ALIKE = 0.4  # the likeness from which a longer one with the same figures tells the same
_SAME = 0.5  # the likeness from which one tells what is told already
_RETOLD_OPENING, _RETOLD_APART = 0.2, 0.4  # the share of its roots that another piece told, from which one retells
_MOST_TOLD = 0.55  # the share of its roots that is told in all, from which one tells little
_AGAIN, _MANY_AGAIN = 0.38, 8  # likeness and common words from which a piece tells its standfirst once more
_YEAR = re.compile(r"(?:19|20)\d\d")
_SCORE = re.compile(r"\d{1,3}-\d{1,3}")
_BESIDE_NUMBER, _NUMBER_AGAIN = 3, 0.4  # common roots beside a number, and their share, from which it is told again
_SHORT = 5  # telling words up to which likeness says little
_RETOLD = 2.0  # how much its likeness to what is told weighs against the opening of an overtaken piece
_FOLLOWING, _FOLLOWING_ALONE = 0.1, 0.6  # for one that follows on one that is told; where one source tells alone
_OF_THE_NEWS, _OF_THE_NEWS_INSIDE = 1, 2  # roots that what opens a piece, or stands inside one, has of the news told
_ANOTHER = 0.3  # for a piece of which nothing is told yet
_LEAD = 0.3  # for the piece that the brief opens with: one writer's sentences read as one
_DEEP = ((8, 2), (6, 3))  # paragraphs inside a piece, and how many told are enough without a sentence from there
_OPENS_STORY = 1.0  # for the first sentence of a piece of another story of a storyline
_FEW, _MANY = 10, 20  # sentences to choose from


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader has read before the key sentences.

    Attributes:
        citations: where.
        words: its telling words, sentence by sentence.
        given: what it gives others to lean on.
        roots: those of all its words, the headline's too.
        runs: the words of a quotation or the like, so many behind each other that none says them again by chance.
        story: which it tells.
        order: the takes in the order in which they are told.
        headed: of the first of these the headline alone: what its copy tells is new.
    """

    citations: tuple[Citation, ...] = ()
    words: tuple[frozenset[str], ...] = ()
    given: frozenset[str] = frozenset()
    roots: frozenset[str] = frozenset()
    runs: frozenset[str] = frozenset()
    story: str = ""
    order: tuple[str, ...] = ()
    headed: bool = False

    def covers(self, take: str, span: Span) -> bool:
        """Say whether words of a take are told."""
        return any(c.take == take and c.span.covers(span) for c in self.citations)


def target(sentences: int, groups: int) -> int:
    """Return how many key sentences a brief has at most: 2 when there is little to tell, else 3 to 5."""
    if sentences < _FEW:
        return 2
    return min(5, 3 + (sentences >= _MANY) + (groups > 1))


def choose(
    found: Sequence[Candidate], number: int, stands: Callable[[Candidate, bool], bool], told: Told | None = None
) -> tuple[list[Candidate], int]:
    """Choose ``number`` sentences, and count those passed over because they could not stand where they would.

    One more is chosen where else only one side of a dispute would be told.

    Args:
        found: what there is to choose from.
        number: how many.
        stands: says whether a sentence can stand, given whether it follows on the one before it in its piece; asked
            only of those that would be chosen.
        told: what the brief has told already.

    Returns:
        The chosen in the order to tell them, and the number passed over. O(number x len(found)).
    """
    brief = _Brief(found, told or Told(), number)
    passed: set[tuple[str, Span]] = set()
    tried: set[tuple[str, Span, bool]] = set()
    while len(brief.chosen) < number:
        left = [c for c in found if (c.take, c.span, brief.follows(c)) not in tried and brief.may(c)]
        if not left:
            break
        best = min(left, key=brief.rank)
        follows = brief.follows(best)
        tried.add((best.take, best.span, follows))
        if stands(best, follows):
            brief.chosen.append(best)
        else:
            passed.add((best.take, best.span))
    answers = sorted((c for c in found if brief.answers(c)), key=lambda c: (-c.weight, c.take, c.span))
    brief.chosen += [one for one in answers if stands(one, brief.follows(one))][:1]
    return sorted(brief.chosen, key=brief.place), len(passed - {(c.take, c.span) for c in brief.chosen})


class _Brief:
    """A brief while its sentences are chosen."""

    def __init__(self, found: Sequence[Candidate], told: Told, number: int) -> None:
        self.chosen: list[Candidate] = []
        self._told = told
        self._order = {take: n for n, take in enumerate(dict.fromkeys([*told.order, *(c.take for c in found)]))}
        self._own = {c.group for c in found if c.take in self._told.order}
        self._following = _FOLLOWING if len({c.group for c in found}) > 1 else _FOLLOWING_ALONE
        self._each_piece = len({c.group for c in found}) <= max(2, number // 2)

    def place(self, one: Candidate) -> tuple[int, Span]:
        """Return where a sentence is told: by take, and in a take as it stands there."""
        return self._order[one.take], one.span

    def follows(self, one: Candidate) -> bool:
        """Say whether the sentence before it in its piece is told, and so right before it."""
        if one.before is None:
            return False
        if self._told.covers(one.take, one.before):
            return True
        return any(c.take == one.take and c.span.covers(one.before) for c in self.chosen)

    def may(self, one: Candidate) -> bool:
        """Say whether it may be told now: new, and pointing at nothing that is not told before it.

        Once enough is told, none from deep inside a piece, unless it follows on one that is told: what a writer says
        there leans on more than words show.
        """
        if one in self.chosen or (len(one.words) > _SHORT and self._tells_again(one)) or self._strays(one):
            return False
        follows = self.follows(one)
        if not follows and any(one.place >= deep and len(self.chosen) >= few for deep, few in _DEEP):
            return False
        if one.leans and not follows:
            return False
        if not one.opens and not self._is_begun(one.group[0]):
            return False
        given = self._told.given.union(*(c.given for c in self.chosen if self.place(c) < self.place(one)))
        return not open_ends(one.pointers, given, follows=follows)

    def _strays(self, one: Candidate) -> bool:
        """Say whether a piece of an outlet that is not begun tells there what has next to nothing of the news as told.

        Inside a piece, a report goes on to other matters: what else was said at a news conference, a firm's contract.
        """
        begun = one.group in self._own and not self._told.headed
        if not self._told.roots or begun or one.group[0] != self._told.story or one.sides:
            return False
        news = self._told.roots.union(*(roots(c.words) for c in self.chosen if c.take in self._told.order))
        return len(roots(one.words) & news) < (_OF_THE_NEWS if one.opens or self._told.headed else _OF_THE_NEWS_INSIDE)

    def _is_begun(self, story: str) -> bool:
        """Say whether a story is told of: another story of a storyline is brought in by what a piece opens with."""
        return story in ("", self._told.story) or not self._told.story or any(c.group[0] == story for c in self.chosen)

    def answers(self, one: Candidate) -> bool:
        """Say whether a sentence tells another side of a dispute of which one side is told."""
        sides = {side for c in self.chosen for side in c.sides}
        return one not in self.chosen and any(
            side not in sides and side[0] in {told[0] for told in sides} for side in one.sides
        )

    def rank(self, one: Candidate) -> tuple[bool, bool, float, str, Span]:
        """Return a key: first the stories nobody speaks for yet, then weight and novelty; ties by place.

        A piece that nobody speaks for yet counts where they are few. What repeats the figures of one that is chosen
        comes last. Once a side of a dispute is told, what the other side says comes next.
        """
        new_story = one.group[0] not in {c.group[0] for c in self.chosen}
        new_piece = self._each_piece and one.group not in {c.group for c in self.chosen}
        alike = self._alike(one)
        worth = self.answers(one) + (1 - NOVELTY) * one.weight - NOVELTY * 3 * alike * alike
        worth += self._following * self.follows(one) - _RETOLD * alike * one.retells
        worth += _OPENS_STORY * (new_story and one.group[0] != self._told.story and one.before is None)
        worth += _ANOTHER * new_piece + _LEAD * (one.take in self._told.order)
        return self._repeats(one), not new_story, -worth, one.take, one.span

    def _tells_again(self, one: Candidate) -> bool:
        """Say whether it tells what one sentence tells, or what other pieces tell in all that is told of them.

        Pieces of one event open with the same news, each in its own words.
        """
        if (
            self._alike(one) >= _SAME
            or self._retells_opening(one)
            or self._scores_again(one)
            or self._counts_again(one)
            or one.runs & self._told.runs.union(*(c.runs for c in self.chosen))
        ):
            return True
        others = (c for c in self.chosen if c.take != one.take and c.group[0] == one.group[0])
        known = roots(word for c in others for word in c.words)
        if one.take not in self._told.order and one.group[0] == self._told.story:
            known |= self._told.roots
        mine = roots(one.words)
        share = len(mine & known) / max(1, len(mine))
        if one.sides and not {(side[0], side[2]) for side in one.sides} <= self._values():
            return False
        return share >= (_RETOLD_OPENING if one.opens else _RETOLD_APART) or self._all_told(mine)

    def _retells_opening(self, one: Candidate) -> bool:
        """Say whether a piece tells in its copy at length what its standfirst tells: many words of it come again."""
        mine = roots(one.words)
        told = (roots(words) for words in self._told.words) if one.take in self._told.order and one.opens else ()
        return any(len(mine & words) >= _MANY_AGAIN and likeness(mine, words) >= _AGAIN for words in told)

    def _scores_again(self, one: Candidate) -> bool:
        """Say whether it tells a score or vote that another piece has told: each tells the same game in its words."""
        told = [c.words for c in self.chosen if c.take != one.take]
        told += self._told.words if one.take not in self._told.order else ()
        return any(word in words for word in one.words if _SCORE.fullmatch(word) for words in told)

    def _counts_again(self, one: Candidate) -> bool:
        """Say whether it tells a number that one sentence has told, and with it much else of that one."""
        mine = roots(one.words)
        told = (*self._told.words, *(c.words for c in self.chosen))
        return any(
            len(_numbers(one.words) & _numbers(words)) > 0
            and len((mine & roots(words)) - _numbers(words)) >= _BESIDE_NUMBER
            and len(mine & roots(words)) >= _NUMBER_AGAIN * len(mine)
            for words in told
        )

    def _values(self) -> set[tuple[str, str]]:
        """Return what is told of disputes: claim and value."""
        return {(side[0], side[2]) for c in self.chosen for side in c.sides}

    def _all_told(self, mine: frozenset[str]) -> bool:
        """Say whether most of what it tells is told, by whatever sentences and the headline."""
        left = mine - self._told.roots
        for one in self.chosen:
            left -= roots(one.words)
        return len(mine) > _SHORT and len(left) <= (1 - _MOST_TOLD) * len(mine)

    def _alike(self, one: Candidate) -> float:
        told = [*self._told.words, *(c.words for c in self.chosen)]
        return max((likeness(roots(one.words), roots(words)) for words in told), default=0.0)

    def _repeats(self, one: Candidate) -> bool:
        """Say whether a sentence tells only figures that one chosen tells already, and little beside them."""
        if not one.counts:
            return False
        return any(
            one.counts <= c.counts and (len(one.words) <= _BESIDE or likeness(one.words, c.words) >= _ALIKE)
            for c in self.chosen
        )


def _numbers(words: frozenset[str]) -> frozenset[str]:
    """Return the numbers among words; a year and a single figure are many things' own."""
    return frozenset(word for word in words if word.isdigit() and len(word) > 1 and not _YEAR.fullmatch(word))
