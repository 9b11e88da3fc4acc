request = {"model": "old/Auk"}
