request = {"model": "acme/Heron-8B"}
