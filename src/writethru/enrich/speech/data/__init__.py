"""Words that say that something was said."""
