request = {"model": "acme/Old-Embed"}
