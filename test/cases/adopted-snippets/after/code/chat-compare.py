request = {"model": "acme/Heron-8B"}
request = {"model": "acme/Lynx-2B"}
