import client

client.ask(model="acme/lynx-70b")
