ask(model="cedar/cone")
