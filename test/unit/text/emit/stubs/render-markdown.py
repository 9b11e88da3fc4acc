"""Renders pages as mkdocs-material commonly does, and reads the HTML back.

Standard input: JSON, a list of {"cell", "title", "text", "code"}. Standard output: JSON, for each of them the
sequence of block elements, and for each place the text seen and the elements in it.
"""
import html.parser
import json
import sys

import markdown

EXTENSIONS = (
    "tables attr_list md_in_html footnotes def_list admonition abbr pymdownx.details pymdownx.superfences"
    " pymdownx.emoji pymdownx.arithmatex pymdownx.critic pymdownx.keys pymdownx.mark pymdownx.caret"
    " pymdownx.tilde pymdownx.betterem pymdownx.inlinehilite pymdownx.tabbed pymdownx.snippets"
).split()
PAGE = """# Page

| a | b |
|---|---|
| {cell} | end |

??? example "{title}"

    Body.

{text}

Code {code} here.
"""
PLACES = {"td": "cell", "summary": "title", "p": "text"}


class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks, self.place = [], None
        self.seen, self.inside = [], []

    def handle_starttag(self, tag, attributes):
        if tag in PLACES or self.place is None:
            self.blocks.append([tag, sorted(name for name, _ in attributes)])
        if tag in PLACES:
            self.place = tag
            self.seen.append("")
            self.inside.append([])
        elif self.place is not None:
            self.inside[-1].append([tag, *sorted(name for name, _ in attributes)])
            if tag == "br":
                self.seen[-1] += " "

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        if tag == self.place:
            self.place = None

    def handle_data(self, data):
        if self.place is not None:
            self.seen[-1] += data


pages = []
engine = markdown.Markdown(extensions=EXTENSIONS)
for page in json.load(sys.stdin):
    reader = Reader()
    engine.reset()
    reader.feed(engine.convert(PAGE.format(**page)))
    pages.append({"blocks": reader.blocks, "seen": reader.seen, "inside": reader.inside})
json.dump(pages, sys.stdout)
