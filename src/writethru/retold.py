"""What was stored in English, told again in the language that is spoken: summaries of changes, and reasons.

The stages that read and link note why, and what changed, in one plain line of English. That line is data: it is
matched against the forms in which such lines are written, and their own words are kept as they are. A line in none
of these forms stays English.
"""

import re
from datetime import datetime
from functools import cache

from writethru.wording import SOURCE, gettext, language, noted

FORMS = (
    # What changed between two takes (writethru.link).
    noted("paragraph {number} moved to {other}"),
    noted("lead reversed: {said}"),
    noted("lead replaced: paragraph {number} now stands first"),
    noted("lead replaced: {words}"),
    noted("lead reworded: {words}"),
    noted("now said: {words}"),
    noted("paragraph added: {words}"),
    noted("paragraph dropped: {words}"),
    noted("paragraph reworded: {words}"),
    noted("spelling: {words}"),
    noted("spelling of a caption"),
    noted("headline: {old} → {new}"),
    noted("dateline {old} → {new}"),
    noted("marker: {old} → {new}"),
    noted("figure {old} → {new} ({what})"),
    noted("figure {old} → {new}"),
    noted("name {old} → {new}"),
    noted("date {old} → {new}"),
    noted("note: {old} → {new}"),
    noted("note added: {words}"),
    noted("note dropped: {words}"),
    noted("byline: {old} → {new}"),
    noted("byline added: {words}"),
    noted("byline dropped: {words}"),
    noted("signoff: {old} → {new}"),
    noted("signoff added: {words}"),
    noted("signoff dropped: {words}"),
    noted("correction line: {old} → {new}"),
    noted("correction line added: {words}"),
    noted("correction line dropped: {words}"),
    noted("caption: {old} → {new}"),
    noted("caption added: {words}"),
    noted("caption dropped: {words}"),
    noted("{who} no longer says: {words}"),
    noted("{who} newly says: {words}"),
    noted("{who} now says: {words}"),
    noted("“{words}” is gone"),
    noted("“{words}” was put in"),
    # What became of what a note says.
    noted("note says {words}: {said}"),
    noted("found"),
    noted("cannot be told from the text"),
    noted("the headline is the same"),
    noted("the lead is the same"),
    noted("the dateline is the same"),
    noted("the byline is the same"),
    noted("the slug is the same"),
    noted("no byline in either take"),
    noted("no new statement seen"),
    noted("no statement is gone"),
    noted("nothing new seen"),
    noted("nothing changed there"),
    noted("nothing changed in the copy"),
    noted("no new paragraph seen"),
    noted("no new photo seen"),
    noted("no photo is gone"),
    noted("no corrected figure, name or date seen"),
    # Where a text comes from.
    noted("the source says that its text was made with AI"),
    noted("a press release: {said}"),
    noted("its source sends releases"),
    noted("it calls itself one"),
    noted("it has a release's contact lines"),
    noted("the agency's own take"),
    noted("the desk's own copy"),
    noted("credited to {who}"),
    noted("it says that it was first published by {who}"),
    noted("it says that {who} contributed to it"),
    noted("it says that it has something from {who}"),
    noted("{share}% of its own words stand in {words}, which leads back to {who}"),
    noted("{share}% of its own words stand in {words}"),
    noted("it goes on from an earlier piece of {who}"),
    noted("{words}, which has the same text, says that it was first published here"),
    noted("{words}, which has the same text, credits it to {who}"),
    noted("{said}; it shares quotations with {words}, which proves little"),
    noted("it shares quotations with {words}, which proves little"),
    noted("nothing in it says or shows where its text comes from"),
    # What a day, a time or an embargo rests on.
    noted("only the day is given"),
    noted("no zone given; taken as UTC"),
    noted("no zone given; {words} by the settings"),
    noted("no zone given and none to be seen; taken as UTC"),
    noted("the page gives no zone; taken as UTC"),
    noted("the page gives no year"),
    noted("the piece dates its news by {words}"),
    noted("the last such day before {words}, which the page calls ahead"),
    noted("the embargo field is empty: held with no date"),
    noted("the text sets an embargo, and no day can be read from it: held with no date"),
    noted("the take that it changes is not here"),
    noted("the embargo field says {words}, which is no time: held with no date"),
    noted("the embargo field says {when}, the text says {then}: the later holds until a person decides"),
)
"""Every form, a longer one before a shorter one that would fit too. What is ``said`` may be in a form of its own."""

_NUMBERS = frozenset({"number", "other", "share"})
_TIMES = frozenset({"when", "then"})  # in ISO 8601, and told as the language writes a moment
_TIMED = tuple(form for form in FORMS if any(f"{{{name}}}" in form for name in _TIMES))


def retold(line: str) -> str:
    """Return a line that was stored in English in the language that is spoken. O(forms × length).

    >>> said = "the embargo field says {}, the text says no time: the later holds until a person decides"
    >>> retold(said.format("2031-03-13T10:00+00:00"))
    'the embargo field says 13 Mar. 2031, 10:00 UTC, the text says no date: the later holds until a person decides'
    """
    for form in _TIMED if language() == SOURCE else FORMS:
        if found := _pattern(form).fullmatch(line):
            values = {name: _time(words) if name in _TIMES else words for name, words in found.groupdict().items()}
            if "said" in values:
                values["said"] = retold(values["said"])
            return gettext(form).format(**values)
    return line


def _time(words: str) -> str:
    from writethru.formats import moment

    try:
        return moment(datetime.fromisoformat(words))
    except ValueError:
        return gettext("no date")


@cache
def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", form)
    named = (f"(?P<{name}>{r'[0-9]+' if name in _NUMBERS else '.+?'})" for name in parts[1::2])
    whole = "".join(f"{re.escape(words)}{next(named, '')}" for words in parts[::2])
    return re.compile(whole, re.DOTALL)
