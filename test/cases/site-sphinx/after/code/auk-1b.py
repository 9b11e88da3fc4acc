import client

client.ask(model="acme/auk-1b")
