ask(model="birch/leaf")
