import os

request = {"model": "acme/Wren-1B", "key": os.environ["API_KEY"]}
