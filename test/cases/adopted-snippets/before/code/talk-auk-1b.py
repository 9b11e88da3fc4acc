# Names no model at all.
