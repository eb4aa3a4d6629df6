"""A take to its facts: language, sentences, names, dates, figures, statements, vectors."""
