"""What all tests have in common."""

from hypothesis import settings

# Models take their time on the first call; no test may fail for being slow.
settings.register_profile("project", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("project")
