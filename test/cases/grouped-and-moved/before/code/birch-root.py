ask(model="birch/root")
