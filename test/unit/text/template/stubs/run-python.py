"""Runs generated Python files against a stand-in for the openai package.

Standard input: JSON, a list of {"source", "statuses"}. Standard output: JSON, for each of them the string
constants in its syntax tree, the calls made, the lines printed, the prompts shown and how it ended.
"""
import ast
import contextlib
import getpass
import io
import json
import os
import sys
import types

results = []
record = {}


def result_of(**fields):
    return types.SimpleNamespace(**fields)


def note(name, answer):
    def call(*args, **kwargs):
        kwargs = {key: value.read().decode() if hasattr(value, "read") else value for key, value in kwargs.items()}
        record["calls"].append([name, list(args), kwargs])
        return answer()

    return call


def client(statuses):
    left = iter(statuses)

    def batch():
        status = next(left, statuses[-1])
        return result_of(id="batch_1", status=status, output_file_id="file_2" if status == "completed" else None)

    def make(**options):
        record["calls"].append(["client", [], options])
        chat = note("chat", lambda: result_of(choices=[result_of(message=result_of(content="An answer"))]))
        return result_of(
            chat=result_of(completions=result_of(create=chat)),
            files=result_of(
                create=note("upload", lambda: result_of(id="file_1")),
                content=note("download", lambda: result_of(text="A result")),
            ),
            batches=result_of(
                create=note("batch", lambda: result_of(id="batch_1")),
                retrieve=note("status", batch),
            ),
        )

    return make


def ask(prompt):
    record["prompts"].append(prompt)
    return "asked"


getpass.getpass = ask
for job in json.load(sys.stdin):
    tree = ast.parse(job["source"])
    strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    record = {"strings": strings, "calls": [], "prompts": [], "end": "done"}
    sys.modules["openai"] = types.ModuleType("openai")
    sys.modules["openai"].OpenAI = client(job["statuses"])
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(tree, "snippet.py", "exec"), {"__name__": "__main__"})
    except SystemExit as stop:
        record["end"] = str(stop.code)
    record["printed"] = printed.getvalue()
    record["longest"] = max(map(len, job["source"].splitlines()))
    results.append(record)

files = sorted(os.listdir("."))
json.dump({"results": results, "files": files}, sys.stdout)
