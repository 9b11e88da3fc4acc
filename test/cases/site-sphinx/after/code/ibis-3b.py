import client

client.ask(model="acme/ibis-3b")
