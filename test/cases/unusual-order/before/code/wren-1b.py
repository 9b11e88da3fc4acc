request = {"model": "acme/Wren-1B"}
