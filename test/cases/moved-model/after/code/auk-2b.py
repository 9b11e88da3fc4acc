import os

request = {"model": "acme/Auk-2B", "key": os.environ["API_KEY"]}
