"""What all tests have in common: how Hypothesis runs, and two desks that are read once for all tests."""

import os
import shutil
import signal

import pytest
from hypothesis import settings

import desks
from shared import SEEDS
from writethru import Desk
from writethru.example import folder, pieces

# Models take their time on the first call; no test may fail for being slow.
settings.register_profile("project", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("project")


# One process is quickest where models are loaded already; tests of more say so themselves.
os.environ.setdefault("WRITETHRU_WORKERS", "1")

# A shell starts what runs in the background deaf to Ctrl-C, and its children inherit that; tests interrupt theirs.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def example_folder(tmp_path_factory):
    """The example desk's folder, everything added; read it, and leave it as it is."""
    home = tmp_path_factory.mktemp("example")
    shutil.copy(folder() / "writethru.toml", home)
    with Desk(home) as desk:
        added = desk.add([str(path) for path in pieces()])
    assert (added.new, added.known, added.quarantined, added.missing) == (desks.EXAMPLE_TAKES, 0, 0, ())
    return home


@pytest.fixture(scope="session")
def example(example_folder, tmp_path_factory):
    """A copy of the example desk, open; it may be published, which a desk remembers and the folder's must not."""
    home = tmp_path_factory.mktemp("open-example") / "desk"
    shutil.copytree(example_folder, home)
    with Desk(home) as desk:
        yield desk


@pytest.fixture(scope="session")
def seeds_folder(tmp_path_factory):
    """The folder of a desk with the two documents of ``../shared/seeds``."""
    home = tmp_path_factory.mktemp("seeds")
    with Desk(home) as desk:
        desk.add([str(path) for path in SEEDS])
    return home


@pytest.fixture(scope="session")
def seeds(seeds_folder):
    """The desk of the two documents, open."""
    with Desk(seeds_folder) as desk:
        yield desk


@pytest.fixture(scope="session")
def sites(tmp_path_factory, request):
    """Give the site of a desk for an audience, by relative path; each is written once."""
    made = {}

    def site(of, audience):
        if (of, audience) not in made:
            out = tmp_path_factory.mktemp(f"{of}-{audience}")
            request.getfixturevalue(of).publish(out, audience)
            made[of, audience] = desks.files(out)
        return made[of, audience]

    return site
