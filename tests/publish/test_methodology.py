"""The page on how the site is made gives the figures that the program works by."""

import re

import site_sample as sample

from writethru.link import chains, copying, likeness, units
from writethru.model import TextPolicy
from writethru.publish import story_state
from writethru.publish.methodology import figures
from writethru.publish.rights import Audience
from writethru.publish.site import rendered
from writethru.settings import Settings, SourceSettings


def rows(settings=None, audience=Audience.PUBLIC):
    """What the page's tables say, by what they say it of."""
    page = rendered(sample.content(audience, settings))["methodology.html"].decode()
    return dict(re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td></tr>', page))


def test_each_figure_is_the_programs_own():
    found = rows(Settings(story_days=41, quote_words=17))

    assert found["Least likeness from which pieces are one story"] == f"{units.LEAST:g}"
    assert found["Days within which pieces can tell one story"] == "41"
    assert found["Words of one piece that may be quoted where no more is allowed"] == "17"
    assert found["Hours within which a take can carry on another"] == f"{chains.WINDOW.total_seconds() / 3600:g}"
    assert found["Adds: the same meaning, by vector"] == f"{likeness.PARTS['meaning']:.0%}"
    assert found["Share from which it was made out of the other"] == f"{copying.REWRITE:.0%}"
    assert f"{story_state.BREAKING.total_seconds() / 3600:g} hours" in found.values()


def test_every_part_of_likeness_has_a_row():
    found, worked_by = rows(), figures(Settings())

    assert sum(what.startswith("Adds: ") for what in found) == len(worked_by.adds) == len(likeness.PARTS) + 1
    assert sum(what.startswith("Takes off: ") for what in found) == len(likeness.AGAINST) + 1


def test_what_the_settings_say_of_a_source_is_told():
    found = rows(Settings(sources={"Vantry": SourceSettings(text=TextPolicy.QUOTE)}))

    assert found["Vantry"] == "quoted in short, with a link"
    assert found["Sources of kind “agency”"] == "agency copy, kept for the desk"
