"""Runs one snippet as it is; only where it talks to, waits and asks for a key is taken in hand."""
import getpass
import importlib
import os
import runpy
import sys
import time

source, target = os.environ["KG_FROM"], os.environ["KG_TO"]


def redirect(url):
    if url == source or (url.startswith(source) and url[len(source)] in "/?#"):
        return target + url[len(source):]
    return url


def before(owner, name, change):
    """Has a function change its arguments before it is called."""
    original = getattr(owner, name)

    def changed(self, *args, **options):
        args, options = change(args, options)
        return original(self, *args, **options)

    setattr(owner, name, changed)


def without_retries(args, options):
    # A refusal is final here, unless the page wants a retry: trying again would only take time.
    return args, options if os.environ.get("KG_RETRIES") == "1" else {**options, "max_retries": 0}


def httpx_request(args, options):
    request = args[0]
    url = redirect(str(request.url))
    if url != str(request.url):
        request.url = type(request.url)(url)
        request.headers["host"] = request.url.netloc.decode()
    return args, options


def requests_url(args, options):
    url, *rest = args
    return (redirect(url) if isinstance(url, str) else url, *rest), options


def urllib_request(args, options):
    request, *rest = args
    if isinstance(request, str):
        return (redirect(request), *rest), options
    request.full_url = redirect(request.full_url)
    return args, options


def aiohttp_request(args, options):
    method, url, *rest = args
    return (method, redirect(str(url)), *rest), options


snippet = sys.argv[1]
# As when Python is started with the snippet itself; the folder of this file is no place to import from.
sys.path[0] = os.getcwd()
sys.argv = [snippet]
for package in os.environ.get("KG_PACKAGES", "").split():
    try:
        importlib.import_module(package)
    except Exception:
        # The snippet will say so.
        pass
for module, owner, name, change in [
    ("openai", "OpenAI", "__init__", without_retries),
    ("openai", "AsyncOpenAI", "__init__", without_retries),
    ("anthropic", "Anthropic", "__init__", without_retries),
    ("anthropic", "AsyncAnthropic", "__init__", without_retries),
    *((name, owner, "send", httpx_request) for name in ("httpx", "httpx2") for owner in ("Client", "AsyncClient")),
    ("requests", "PreparedRequest", "prepare_url", requests_url),
    ("urllib.request", "OpenerDirector", "open", urllib_request),
    ("aiohttp", "ClientSession", "_request", aiohttp_request),
]:
    if module in sys.modules:
        before(getattr(sys.modules[module], owner), name, change)
time.sleep = lambda seconds: None
getpass.getpass = lambda *args, **options: os.environ["API_KEY"]
runpy.run_path(snippet, run_name="__main__")
