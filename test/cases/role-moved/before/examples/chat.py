"""Asks orca-5."""

import os

MODEL = os.environ.get("MODEL", "orca-5")
FALLBACKS = ["sea/orca-5", "sea/orca-4"]
PRICES = {"sea/orca-5": 1.25}


def ask(text, model="orca-3-beta"):
    return client.chat(model=model, text=text)
