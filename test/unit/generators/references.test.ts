import { expect, test } from "vitest";
import { renamingOf } from "../../../generators/reference/renaming.ts";
import { referenceRewriter } from "../../../generators/reference/index.ts";

const renamings = [
  { from: "docs/models/auk.md", to: "docs/models/great-auk.md" },
  { from: "docs/models/gull.md", to: "docs/birds/gull (2).md" },
  // Two files that change names with each other.
  { from: "docs/a.md", to: "docs/b.md" },
  { from: "docs/b.md", to: "docs/a.md" },
  { from: "docs/models/wren/index.md", to: "docs/models/great-wren/index.md" },
  { from: "docs/snip/auk.py", to: "docs/snip/great-auk.py" },
  ...[
    "docs/models/auk.adoc",
    "docs/models/auk.rst",
    "m/modules/a/pages/auk.adoc",
    "m/modules/a/examples/auk.py",
  ].map((from) => ({ from, to: from.replace("auk", "great-auk") })),
  renamingOf(
    "docs/wren.rst",
    "docs/wren.rst",
    ".. _wren:\n.. _`The  Wren`:\n",
    ".. _wren-2:\n.. _The Wren:\n",
  ),
];

test.each<[string, string, string, number]>([
  ["docs/index.md", "[x](models/auk.md)", "[x](models/great-auk.md)", 1],
  ["docs/index.md", "[x](./models/auk.md#top 'Auk')", "[x](./models/great-auk.md#top 'Auk')", 1],
  ["docs/index.md", "![x](models/auk.md?raw=1)", "![x](models/great-auk.md?raw=1)", 1],
  ["docs/index.md", "[x]: <models/auk.md>", "[x]: <models/great-auk.md>", 1],
  ["docs/index.md", "  [x]: models/auk.md 'y'", "  [x]: models/great-auk.md 'y'", 1],
  ["docs/index.md", "[x](models/auk)", "[x](models/great-auk)", 1],
  ["docs/index.md", "[x](models/gull.md)", "[x](birds/gull%20%282%29.md)", 1],
  ["docs/index.md", "[x](a.md) [y](b.md)", "[x](b.md) [y](a.md)", 2],
  [
    "docs/guide.md",
    "[x](../models/auk/#top) [y](models/auk/)",
    "[x](../models/great-auk/#top) [y](models/great-auk/)",
    2,
  ],
  [
    "docs/guide/one.md",
    "[x](../../models/auk) [y](../models/auk.html?a)",
    "[x](../../models/great-auk) [y](../models/great-auk.html?a)",
    2,
  ],
  [
    "docs/index.md",
    '<a href="models/auk/">A</a> <Link to={"./models/auk"}/>',
    '<a href="models/great-auk/">A</a> <Link to={"./models/great-auk"}/>',
    2,
  ],
  [
    "docs/models/index.md",
    "[x](wren/) [y](wren/index.md) [z](./wren)",
    "[x](great-wren/) [y](great-wren/index.md) [z](./great-wren)",
    3,
  ],
  ["docs/guide.md", "[x](../models/auk/x/) [y](../../models/auk/) [z](models/auk.html/)", "=", 0],
  ["docs/models/index.md", "[x](auk.md) ../auk.md", "[x](great-auk.md) ../auk.md", 1],
  ["docs/guides/one/two.md", "[x](../../models/auk.md)", "[x](../../models/great-auk.md)", 1],
  ["docs/index.md", "[x](auk.md) [y](models/auk.mdx) [z](other/models/auk.md)", "=", 0],
  ["docs/index.md", "[x](https://x.org/models/auk.md) [y](#models/auk.md) [z](/a.md)", "=", 0],
  ["docs/index.md", "models/auk.md", "=", 0],
  [
    "docs/index.md",
    '--8<-- "snip/auk.py" and [it](snip/auk.py)',
    '--8<-- "snip/great-auk.py" and [it](snip/great-auk.py)',
    2,
  ],
  ["docs/index.md", "--8<-- '/snip/auk.py:2'", "--8<-- '/snip/great-auk.py:2'", 1],
  [
    "docs/index.rst",
    ".. literalinclude:: /docs/snip/auk.py",
    ".. literalinclude:: /docs/snip/great-auk.py",
    1,
  ],
  ["docs/guide/a.adoc", "xref:../models/auk.adoc#top[Auk]", "xref:../models/great-auk.adoc#top[Auk]", 1],
  ["docs/guide/a.adoc", "include::../snip/auk.py[tag=a]", "include::../snip/great-auk.py[tag=a]", 1],
  ["docs/guide/a.adoc", "see <<../models/auk.adoc#,Auk>>", "see <<../models/great-auk.adoc#,Auk>>", 1],
  ["docs/guide/a.adoc", "\\xref:../models/auk.adoc[] xref:auk.adoc[]", "=", 0],
  [
    "m/modules/a/pages/x/y.adoc",
    "xref:auk.adoc[] xref:./auk.adoc[]",
    "xref:great-auk.adoc[] xref:./auk.adoc[]",
    1,
  ],
  ["m/modules/b/pages/y.adoc", "xref:a:auk.adoc[]", "xref:a:great-auk.adoc[]", 1],
  ["m/modules/a/pages/y.adoc", "include::example$auk.py[]", "include::example$great-auk.py[]", 1],
  [
    "docs/index.rst",
    "+-------------------+---+\n| Model             | N |\n+===================+===+\n| :doc:`models/auk` | 1 |\n+-------------------+---+\n\n:doc:`models/auk`\n",
    "+-------------------------+---+\n| Model                   | N |\n+=========================+===+\n| :doc:`models/great-auk` | 1 |\n+-------------------------+---+\n\n:doc:`models/great-auk`\n",
    2,
  ],
  [
    "docs/index.rst",
    "=================  =\nModel              N\n=================  =\n:doc:`models/auk`  1\n=================  =\n",
    "=======================  =\nModel                    N\n=======================  =\n:doc:`models/great-auk`  1\n=======================  =\n",
    1,
  ],
  [
    "docs/index.rst",
    ":doc:`models/auk` :doc:`A <models/auk>`",
    ":doc:`models/great-auk` :doc:`A <models/great-auk>`",
    2,
  ],
  [
    "docs/index.rst",
    ".. toctree::\n   :caption: models/auk\n\n   models/auk\n   Auk <models/auk>  \n   models/auk/x\n   models/*\n\n   /models/auk\nmodels/auk\n",
    ".. toctree::\n   :caption: models/auk\n\n   models/great-auk\n   Auk <models/great-auk>  \n   models/auk/x\n   models/*\n\n   /models/great-auk\nmodels/auk\n",
    3,
  ],
  ["docs/index.rst", "1. .. toctree::\n\n     x", "=", 0],
  [
    "docs/index.rst",
    "  .. toctree::\r\n\r\n     models/auk\r\n",
    "  .. toctree::\r\n\r\n     models/great-auk\r\n",
    1,
  ],
  [
    "docs/index.rst",
    ":ref:`W <Wren>` :ref:`the wren` :ref:`x`",
    ":ref:`W <wren-2>` :ref:`the wren` :ref:`x`",
    2,
  ],
  ["docs/guide/a.rst", "at :doc:`/models/auk`", "at :doc:`/models/great-auk`", 1],
  ["docs/guide/a.rst", ".. include:: ../models/auk.rst", ".. include:: ../models/great-auk.rst", 1],
  [
    "docs/guide/a.rst",
    "`A <../models/auk.rst>`__ ``:doc:`` auk",
    "`A <../models/great-auk.rst>`__ ``:doc:`` auk",
    1,
  ],
  ["docs/guide/a.rst", ".. code-block:: auk", "=", 0],
  ["docs/index.md", "https://x.org/snip/auk.py [x](/snip/auk.py) //snip/auk.py", "=", 0],
  ["docs/index.md", "docs/snip/auk.py:3:5", "docs/snip/great-auk.py:3:5", 1],
])("in %s, %s", (page, text, want, count) => {
  const all = renamings.filter(({ from }) => !text.startsWith("models/") || !from.endsWith(".py"));
  const rewrite = referenceRewriter(all, text.includes("snip") ? "docs" : "");
  expect(rewrite(text, page)).toEqual({ text: want === "=" ? text : want, count });
});

test("a page of many links takes little time", () => {
  const text = "[x](".repeat(20_000) + "](<".repeat(20_000) + `[${"a".repeat(100_000)}`;
  // Of the processor: other programs hardly change it.
  const started = process.cpuUsage();
  referenceRewriter(renamings, "docs")(text, "docs/index.md");
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(1_000);
});
