"""No word that a reader sees stands bare in a template, and what is said is said in the language that is spoken."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

import writethru
from writethru import formats
from writethru.model import Sent, StatementKind
from writethru.publish.when import moment
from writethru.retold import FORMS, _pattern, retold
from writethru.tell.display import sent_words
from writethru.wording import _, counted, languages, listed, named, speaking
from writethru.wording import catalogue as catalogue_of

SOURCE = Path(writethru.__file__).parent
TEMPLATES = sorted([*SOURCE.glob("publish/templates/*.html"), *SOURCE.glob("serve/templates/*.html")])

_TRANS = re.compile(r"\{%-?\s*trans\b.*?\{%-?\s*endtrans\s*-?%\}", re.DOTALL)
_BLOCK = re.compile(r"\{#.*?#\}|\{%.*?%\}|<!--.*?-->", re.DOTALL)
_SHOWN = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_MESSAGE = re.compile(r"\b_\((?:'[^']*'|\"[^\"]*\")")
_CHOSEN = re.compile(r"(?:\belse|\bor|~|^)\s*(?:'([^']*)'|\"([^\"]*)\")")  # what an expression writes out as it stands
_WORD = re.compile(r"[A-Za-z]{2,}")
_READ = {"aria-label", "placeholder", "title", "alt", "data-head"}  # attributes that readers are told


class _Bare(HTMLParser):
    """Gathers words of text and of attributes that are read; each expression stands as a number between signs."""

    def __init__(self, shown):
        super().__init__()
        self.shown, self.found, self.inside = shown, [], []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name in _READ and value:
                self.read(value)
        self.inside = [*self.inside, tag]

    def handle_endtag(self, tag):
        self.inside = self.inside[:-1]

    def handle_data(self, data):
        if self.inside[-1:] not in (["style"], ["script"], ["kbd"], ["code"]):
            self.read(data)

    def read(self, words):
        self.found += _WORD.findall(words)
        for number in re.findall("\x01([0-9]+)\x02", words):
            literals = _CHOSEN.findall(_MESSAGE.sub("_(", self.shown[int(number)].strip()))
            self.found += [word for one in literals for word in _WORD.findall("".join(one))]


def bare(template):
    """Return the words of a template that are in no message: in its text, and as literals that are written out."""
    shown = []

    def kept(found):
        shown.append(found[1])
        return f"\x01{len(shown) - 1}\x02"

    parser = _Bare(shown)
    parser.feed(_BLOCK.sub("", _SHOWN.sub(kept, _TRANS.sub("", template))))
    return parser.found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_no_word_stands_bare_in_a_template(path):
    assert bare(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "template",
    [
        "<p>Nothing yet</p>",
        '<nav aria-label="Pages"></nav>',
        "{{ title or 'No headline' }}",
        "<p>{% if x %}Nothing{% endif %}</p>",
        "<b>{{ x }} takes</b>",
    ],
)
def test_a_bare_word_is_found(template):
    assert bare(template)


@pytest.mark.parametrize(
    "template", ["{% trans %}Nothing{% endtrans %}", "{{ _('Nothing') }}", '<p class="why">{{ x }}</p>']
)
def test_a_word_in_a_message_is_not_bare(template):
    assert bare(template) == []


def test_languages_are_the_folders_with_a_catalogue(tmp_path):
    catalogue = tmp_path / "eo" / "LC_MESSAGES" / "writethru.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Stories"\nmsgstr "Rakontoj"\n'
    )

    assert languages(tmp_path) == ("en", "eo")
    assert catalogue_of("eo", tmp_path).gettext("Stories") == "Rakontoj"
    assert set(languages()) >= {"en", "ko", "nb", "ar"}


def test_a_language_is_spoken_within_its_block_and_its_thread_alone():
    heard = []
    with speaking("nb"):
        thread = Thread(target=lambda: heard.append(_("Stories")))
        thread.start()
        thread.join()
        heard.append(_("Stories"))
    heard.append(_("Stories"))

    assert heard == ["Stories", "Saker", "Stories"]


def test_a_language_without_a_catalogue_speaks_the_source():
    with speaking("tlh"):
        assert _("Stories") == "Stories"


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 1, "1 take came"),
        ("en", 0, "0 takes came"),
        ("nb", 1, "1 versjon kom"),
        ("nb", 2, "2 versjoner kom"),
        ("ko", 1, "새 판 1개"),
        ("ar", 0, "لم ترد نسخ"),
        ("ar", 1, "وردت نسخة واحدة"),
        ("ar", 2, "وردت نسختان"),
        ("ar", 3, "وردت 3 نسخ"),
        ("ar", 11, "وردت 11 نسخة"),
        ("ar", 103, "وردت 103 نسخ"),
        ("ar", 100, "وردت 100 نسخة"),
    ],
)
def test_counts_have_the_form_that_the_number_asks_for(language, number, words):
    with speaking(language):
        assert bare_of_signs(counted("{number} take came", "{number} takes came", number)) == words


@pytest.mark.parametrize(
    ("number", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (110, 3), (11, 4), (99, 4), (100, 5), (102, 5)]
)
def test_arabic_has_six_forms_in_the_order_of_its_catalogue(number, form):
    plural = catalogue_of("ar").plural

    assert plural(number) == form


@pytest.mark.parametrize(
    ("language", "day", "span", "number", "share"),
    [
        ("en", "12 Mar. 2031", "12 Mar. to 14 Mar. 2031", "12,500.5", "25%"),
        ("nb", "12. mars 2031", "12.–14. mars 2031", "12\xa0500,5", "25\xa0%"),
        ("ko", "2031년 3월 12일", "2031년 3월 12일~14일", "12,500.5", "25%"),
        ("ar", "12 مارس 2031", "12–14 مارس 2031", "12,500.5", "25%"),
    ],
)
def test_days_and_numbers_are_written_as_the_language_writes_them(language, day, span, number, share):
    with speaking(language):
        written = formats.day(date(2031, 3, 12)), formats.span(date(2031, 3, 12), date(2031, 3, 14))
        assert (*written, formats.number(12500.5), formats.percent(0.25)) == (day, span, number, share)


def test_a_moment_is_told_in_the_language_with_its_zone():
    sent = Sent(datetime(2031, 3, 12, 21, 30, tzinfo=UTC))
    with speaking("ko"):
        assert moment(sent) == "2031년 3월 12일 21:30 UTC"
        assert sent_words(sent) == "2031년 3월 12일 21:30 (UTC)"


def test_what_is_said_among_other_letters_is_kept_apart_where_a_language_runs_left():
    with speaking("ar"):
        assert listed(["Vantry", "12"]) == "\u200f\u2068Vantry\u2069، \u206812\u2069"
        assert _("As of {when}.", when="12") == "حتى \u206812\u2069."
    with speaking("nb"):
        assert listed(["Vantry", "12"]) == "Vantry, 12"


@pytest.mark.parametrize(("tag", "attributes"), [("ar", ' lang="ar" dir="rtl"'), ("nb", ' lang="nb"'), ("", "")])
def test_what_is_in_a_language_says_so_and_which_way_it_runs(tag, attributes):
    assert formats.tongue(tag) == attributes


def test_on_a_page_that_runs_left_it_is_the_others_that_run_against_it():
    with speaking("ar"):
        assert formats.tongue("ar") == ' lang="ar"'
        assert formats.tongue("ko") == ' lang="ko" dir="ltr"'
        assert formats.page_tongue() == ' lang="ar" dir="rtl" class="uncased"'


def test_a_kind_is_named_by_what_it_is_a_kind_of():
    with speaking("nb"):
        assert named(StatementKind.DENIED) == "benektet"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("figure 18.4 → 14.8 (fund)", "tall 18.4 → 14.8 (fund)"),
        ("Sollick no longer says: it will: reopen", "Sollick sier ikke lenger: it will: reopen"),
        ("lead reversed: “not” is gone", "innledning snudd: «not» er borte"),
        ("84% of its own words stand in Vantry", "84 % av dens egne ord står i Vantry"),
        ("nobody wrote a form for this", "nobody wrote a form for this"),
    ],
)
def test_what_was_stored_in_english_is_told_again(line, words):
    with speaking("nb"):
        assert retold(line) == words
    assert retold(line) == line


@given(st.text())
def test_no_line_is_too_odd_to_be_told_again(line):
    with speaking("ar"):
        retold(line)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_told_by_itself_and_not_by_an_earlier_one(form):
    line = re.sub(r"\{(number|other|share)\}", "7", re.sub(r"\{(?!number|other|share)\w+\}", "Moor", form))
    first = next(one for one in FORMS if _pattern(one).fullmatch(line))

    assert first == form


def bare_of_signs(words):
    """Return words without the signs that keep places apart."""
    return re.sub("[\u200f\u2068\u2069]", "", words)
