ask(model="acme/alpha-70b")
