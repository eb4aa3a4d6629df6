"""Every catalogue says everything, with the same values in the same places, and all of it is what the sources say."""

import ast
import importlib.machinery
import importlib.util
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from writethru.wording import LOCALE, languages

ROOT = Path(__file__).parent.parent
PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")
TAG = re.compile(r"</?\w+[^>]*>")
LANGUAGES = [tag for tag in languages() if tag != "en"]


def script():
    """The script that collects messages, as a module."""
    loader = importlib.machinery.SourceFileLoader("catalogues", str(ROOT / "scripts" / "catalogues"))
    found = importlib.util.module_from_spec(importlib.util.spec_from_loader("catalogues", loader))
    loader.exec_module(found)
    return found


@pytest.fixture(scope="module")
def collecting():
    return script()


@pytest.fixture(scope="module", params=LANGUAGES)
def catalogue(request):
    with (LOCALE / request.param / "LC_MESSAGES" / "writethru.po").open("rb") as file:
        return read_po(file, request.param)


def messages(catalogue):
    return [message for message in catalogue if message.id]


def forms(words):
    return [words] if isinstance(words, str) else list(words or [""])


def named(message):
    return " | ".join(forms(message.id))


def test_the_catalogues_are_what_the_sources_say(collecting):
    assert list(collecting.stale(collecting.collected())) == []


def test_a_message_that_no_catalogue_has_is_noticed(collecting):
    template = collecting.collected()
    template.add("Something that nobody says")

    assert len(list(collecting.stale(template))) == 1 + len(LANGUAGES)


def test_every_message_has_words(catalogue):
    assert [
        named(one) for one in messages(catalogue) if not all(word.strip() or word for word in forms(one.string))
    ] == []
    assert [named(one) for one in messages(catalogue) if len(forms(one.string)) != forms_of(one, catalogue)] == []


def forms_of(message, catalogue):
    return catalogue.num_plurals if isinstance(message.id, tuple) else 1


def test_no_message_is_in_doubt(catalogue):
    assert [named(one) for one in messages(catalogue) if one.fuzzy] == []
    assert not catalogue.obsolete


def test_the_same_values_stand_in_every_form(catalogue):
    """The form for many has them all; one for a number that words say, such as two, may leave the number out."""
    wrong = []
    for message in messages(catalogue):
        asked = set(PLACE.findall(forms(message.id)[-1]))
        each = [set(PLACE.findall(words)) for words in forms(message.string)]
        if each[-1] != asked or any(found - asked for found in each):
            wrong.append(named(message))

    assert wrong == []


def test_the_same_tags_stand_in_every_form(catalogue):
    wrong = [
        named(message)
        for message in messages(catalogue)
        if sorted(TAG.findall(forms(message.id)[-1])) != sorted(TAG.findall(forms(message.string)[-1]))
    ]

    assert wrong == []


def test_what_stands_at_the_edges_of_a_sign_between_words_is_kept(catalogue):
    for sign in (", ", "; ", " → "):
        assert catalogue.get(sign).string.endswith(" ")


def test_a_message_is_collected_whatever_its_values_are_called(collecting):
    """Babel's reader of Python loses a message in whose values a name stands that it looks for itself."""
    found = {form for message in messages(collecting.collected()) for form in forms(message.id)}
    called = {"_", "gettext", "noted", "ngettext", "counted", "plural"}

    calls = (
        (node.func.id, node.args[0].value)
        for path in collecting.SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.args and isinstance(node.args[0], ast.Constant)
    )

    assert {words for name, words in calls if name in called} - found == set()


def test_no_korean_particle_hangs_on_how_a_value_ends():
    """After a consonant a particle has another form than after a vowel; a day always ends in one."""
    with (LOCALE / "ko" / "LC_MESSAGES" / "writethru.po").open("rb") as file:
        said = [form for message in messages(read_po(file, "ko")) for form in forms(message.string)]
    particle = re.compile(r"(?<!day)(?:\}|\)s)(?:와|과|을|를|은|는|이|가|로|으로)(?![가-힣(])")

    assert [words for words in said if particle.search(words)] == []


def test_a_language_more_is_one_file(collecting, tmp_path):
    path = tmp_path / "sv" / "LC_MESSAGES" / "writethru.po"
    collecting.update(collecting.collected(), path)

    assert languages(tmp_path) == ("en", "sv")
    with path.open("rb") as file:
        begun = read_po(file, "sv")
    assert {one.id for one in messages(begun)} == {one.id for one in messages(collecting.collected())}
    assert begun.num_plurals == 2
