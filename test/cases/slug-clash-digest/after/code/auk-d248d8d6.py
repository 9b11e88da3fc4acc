import os

request = {"model": "acme/Auk", "key": os.environ["API_KEY"]}
