import os

request = {"model": "acme/Crane-4B", "key": os.environ["API_KEY"]}
