import os
# Tuned by hand.

request = {"model": "acme/Auk-1B", "key": os.environ["API_KEY"]}
