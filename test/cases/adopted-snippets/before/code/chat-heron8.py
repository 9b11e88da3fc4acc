# Written by hand.
request = {"model": "acme/Heron-8B"}
