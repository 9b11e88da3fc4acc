ask(model="acme/alpha-8b")
