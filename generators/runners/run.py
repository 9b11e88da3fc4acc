"""Runs one snippet as it is; only where it talks to, waits and asks for a key is taken in hand."""
import getpass
import os
import runpy
import sys
import time

source, target = os.environ["KG_FROM"], os.environ["KG_TO"]


def redirect(url):
    if url == source or (url.startswith(source) and url[len(source)] in "/?#"):
        return target + url[len(source):]
    return url


def redirected(client):
    original = client.__init__

    def initialise(self, *args, **options):
        if options.get("base_url") is not None:
            options["base_url"] = redirect(str(options["base_url"]))
        # A refusal is final here, unless the page wants a retry: trying again would only take time.
        if os.environ.get("KG_RETRIES") != "1":
            options["max_retries"] = 0
        original(self, *args, **options)

    client.__init__ = initialise


snippet = sys.argv[1]
# As when Python is started with the snippet itself; the folder of this file is no place to import from.
sys.path[0] = os.getcwd()
sys.argv = [snippet]
if os.environ.get("KG_PACKAGES", "").split().count("openai"):
    import openai

    redirected(openai.OpenAI)
    redirected(openai.AsyncOpenAI)
time.sleep = lambda seconds: None
getpass.getpass = lambda *args, **options: os.environ["API_KEY"]
runpy.run_path(snippet, run_name="__main__")
