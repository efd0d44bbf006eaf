"""``custcheck check``: every fault in every file, with its place and its remedy."""
