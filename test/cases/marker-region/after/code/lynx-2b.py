import os

request = {"model": "acme/Lynx-2B", "key": os.environ["API_KEY"]}
