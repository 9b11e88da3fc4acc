import os

request = {"model": "acme/Owl-3B", "key": os.environ["API_KEY"]}
