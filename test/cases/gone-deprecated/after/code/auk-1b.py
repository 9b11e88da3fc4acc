import os

request = {"model": "acme/Auk-1B", "key": os.environ["API_KEY"]}
