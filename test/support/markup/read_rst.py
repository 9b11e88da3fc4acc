"""Reads pages of reStructuredText with docutils: of each its tables as the texts of their cells, its blocks, and what is wrong."""

import json
import sys

import docutils.core
import docutils.nodes
import docutils.utils
from docutils.parsers.rst import roles

# Sphinx's own: shown as their title, or as what they lead to.
for name in ("ref", "doc", "term"):
    roles.register_local_role(name, lambda n, raw, text, line, inliner, options={}, content=[]: ([docutils.nodes.inline(raw, text.split("<")[0].strip())], []))


def blocks(node, way=""):
    """A line for each row and each text outside of tables: what it is in, and what it says."""
    for child in node.children:
        if isinstance(child, docutils.nodes.Text) or child.tagname == "comment":
            continue
        inside = f"{way}/{child.tagname}"
        if isinstance(child, (docutils.nodes.TextElement, docutils.nodes.row)):
            yield f"{inside} {' '.join(child.astext().split())}"
        else:
            yield from blocks(child, inside)


def read(text):
    complaints = []
    document = docutils.core.publish_doctree(
        text, settings_overrides={"report_level": 5, "halt_level": 5, "file_insertion_enabled": False, "raw_enabled": False, "line_length_limit": 10**9}
    )
    for message in list(document.findall(docutils.nodes.system_message)):
        if message["level"] >= 2:
            complaints.append(message.astext())
        message.parent.remove(message)
    tables = []
    for table in document.findall(docutils.nodes.table):
        rows = []
        for row in table.findall(docutils.nodes.row):
            rows.append([" ".join(entry.astext().split()) for entry in row.children])
        tables.append(rows)
    return {
        "tables": tables,
        "titles": [" ".join(title.astext().split()) for title in document.findall(docutils.nodes.title) if isinstance(title.parent, (docutils.nodes.section, docutils.nodes.document))],
        "links": [[node.astext(), node["refuri"]] for node in document.findall(docutils.nodes.reference) if "refuri" in node],
        "blocks": list(blocks(document)),
        "complaints": complaints,
    }


json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
