request = {"model": "acme/Auk-1B"}
