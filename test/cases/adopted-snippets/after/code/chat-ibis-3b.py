import os

request = {"model": "acme/Ibis-3B", "key": os.environ["API_KEY"]}
