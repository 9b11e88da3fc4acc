import os

request = {"model": "acme/Lynx", "key": os.environ["API_KEY"]}
