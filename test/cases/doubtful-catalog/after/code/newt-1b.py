import os

request = {"model": "acme/Newt-1B", "key": os.environ["API_KEY"]}
