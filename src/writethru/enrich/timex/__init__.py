"""Words that point at time: the grammar that finds them and the calendar that gives them a value."""
