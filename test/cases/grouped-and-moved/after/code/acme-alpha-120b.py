ask(model="acme/alpha-120b")
