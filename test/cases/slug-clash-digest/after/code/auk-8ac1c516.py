import os

request = {"model": "Bird-Lab/AUK", "key": os.environ["API_KEY"]}
