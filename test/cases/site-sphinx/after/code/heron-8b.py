import client

client.ask(model="acme/heron-8b")
