"""Reads paths from stdin as JSON; answers for each its syntax error and the packages that it lacks."""
import ast
import functools
import importlib.util
import json
import platform
import site
import sys
import warnings
from importlib.metadata import PackageNotFoundError, version

# What a snippet does at its edges is for its readers to see, not for this.
warnings.simplefilter("ignore")


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


@functools.cache
def there(name):
    if name in sys.stdlib_module_names:
        return True
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


@functools.cache
def numbered(name):
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def look(path):
    with open(path, "rb") as file:
        source = file.read()
    try:
        compile(source, path, "exec", dont_inherit=True)
        names = sorted(set(imported(ast.parse(source))))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as problem:
        line = getattr(problem, "lineno", None)
        message = getattr(problem, "msg", None) or str(problem)
        return {"syntax": f"line {line}: {message}" if line else message, "missing": [], "packages": []}
    packages = [numbered(name) for name in names if name not in sys.stdlib_module_names]
    return {"syntax": None, "missing": [name for name in names if not there(name)], "packages": packages}


# The folder of this file is no place to import from.
sys.path.pop(0)
files = {path: look(path) for path in json.load(sys.stdin)}
print(json.dumps({
    "executable": sys.executable,
    "version": platform.python_version(),
    "userBase": site.getuserbase(),
    "files": files,
}))
