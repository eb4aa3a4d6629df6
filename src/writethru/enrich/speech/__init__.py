"""Who said what: quotation marks, cues, speakers, and what is nested in what."""
