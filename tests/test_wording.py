"""No word that a reader sees stands bare in a template, and what is said is said in the language that is spoken."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import writethru
from writethru.wording import languages

SOURCE = Path(writethru.__file__).parent
TEMPLATES = sorted([*SOURCE.glob("publish/templates/*.html"), *SOURCE.glob("serve/templates/*.html")])
LANGUAGES = [tag for tag in languages() if tag != "en"]

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
