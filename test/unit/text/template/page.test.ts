import { describe, expect, it } from "vitest";
import { loadTemplateEngine } from "../../../../src/io/template-engine.ts";
import { dataFor } from "./render.ts";

const compile = await loadTemplateEngine();

/** The text, or the problems as `code where` lines. */
const render = (language: string, text: string, id: string): string => {
  const made = compile({ name: "t.ejs", text, language, partials: () => undefined });
  const result = made.ok ? made.value(dataFor(id, { kind: "page", set: "text", language }, {})) : made;
  return result.ok
    ? result.value
    : result.problems.map((problem) => `${problem.code} ${problem.where}`).join("; ");
};

describe("each place of a page has its own way of writing", () => {
  const wrong = "template-context t.ejs:1";
  it.each<[string, string, string, string]>([
    ["rst", "A <%= it.id %>", "b*", "A b\\*\n"],
    ["rst", ".. A <%= comment(it.id) %>", "b", ".. A b\n"],
    ["rst", ".. A <%= it.id %>", "b", wrong],
    ["rst", ".. |a| replace:: <%= it.id %>", "b", ".. |a| replace:: b\n"],
    ["rst", ".. include:: <%= it.id %>", "b", wrong],
    ["rst", ".. x::\n   :file: <%= it.id %>", "b", "template-context t.ejs:2"],
    ["rst", ".. _<%= url(it.id) %>: x", "b", ".. _b: x\n"],
    ["rst", ".. _a: <%= it.id %>", "b", ".. _a: b\n"],
    ["rst", "`a <<%= url(it.id) %>>`_", "https://x.org/", "`a <https://x.org/>`_\n"],
    ["rst", "`a <<%= it.id %>>`_", "b", wrong],
    ["rst", "`a` <%= it.id %>", "b", "`a` b\n"],
    ["rst", "``<%= it.id %>``", "b", wrong],
    ["rst", ":m:`<%= it.id %>`", "b", ":m:`b`\n"],
    ["rst", "::\n\n   a <%= bash(it.id) %>", "b c", "::\n\n   a 'b c'\n"],
    ["rst", "A::\n\n   a <%= bash(it.id) %>", "b", "A::\n\n   a b\n"],
    ["rst", "A::\n\na <%= it.id %>", "b", "A::\n\na b\n"],
    ["rst", ".. code-block:: bash\n\n   a <%= bash(it.id) %>", "b", ".. code-block:: bash\n\n   a b\n"],
    ["rst", ".. code::\n\n   a <%= bash(it.id) %>", "b", ".. code::\n\n   a b\n"],
    ["rst", ".. code:: python\n\n   m = <%= json(it.id) %>", "b", '.. code:: python\n\n   m = "b"\n'],
    ["rst", ".. code:: python\n\n   m = <%= it.id %>", "b", "template-context t.ejs:3"],
    [
      "rst",
      ".. code:: python\n\n   if:\n      m = <%= json(it.id) %>",
      "b",
      '.. code:: python\n\n   if:\n      m = "b"\n',
    ],
    [
      "rst",
      ".. code:: python\n\n   if:\n\n.. note::\n\n   <%= it.id %>",
      "b",
      ".. code:: python\n\n   if:\n\n.. note::\n\n   b\n",
    ],
    ["markdown", "# <%= it.id %>", "a*b*", "# a&#42;b&#42;\n"],
    [
      "md",
      '<%= it.id %> isn\'t "quoted", see https://x.org',
      "# a",
      '&#35; a isn\'t "quoted", see https://x.org\n',
    ],
    ["markdown", "---\na: <%= yaml(it.id) %>\n---\n", "x: [y]", '---\na: "x: [y]"\n---\n'],
    ["markdown", "---\na: <%= it.id %>\n---\n", "x", "template-context t.ejs:2"],
    ["markdown", "<%= yaml(it.id) %>", "x", wrong],
    ["markdown", "+++\na = <%= toml(it.id) %>\n+++\n", 'x "y"', '+++\na = "x \\"y\\""\n+++\n'],
    ["markdown", "+++\na = <%= yaml(it.id) %>\n+++\n", "x", "template-context t.ejs:2"],
    ["markdown", "---\na: <%= toml(it.id) %>\n---\n", "x", "template-context t.ejs:2"],
    ["markdown", "<!-- <%= comment(it.id) %> -->", "--> <b", "<!-- - - <b -->\n"],
    ["markdown", "<!-- <%= it.id %> -->", "x", wrong],
    ["markdown", "`<%= it.id %>`", "x", wrong],
    ["markdown", "<%= code(it.id) %>", "a`b", "<code>a&#96;b</code>\n"],
    ["markdown", '<a title="<%= attribute(it.id) %>">', '" onclick="x', '<a title="&#34; onclick=&#34;x">\n'],
    ["markdown", '<a title="<%= it.id %>">', "x", wrong],
    ["markdown", "<a title=<%= attribute(it.id) %>>", "x", wrong],
    ["markdown", "<a title='<%= attribute(it.id) %>'>", "x", wrong],
    ["markdown", '<a href="<%= url(it.id) %>">', 'x.md"', '<a href="x.md%22">\n'],
    ["markdown", "[a](<%= url(it.id) %>)", "a (b).md", "[a](a%20%28b%29.md)\n"],
    ["markdown", "[a](<%= url(it.id) %>)", "javascript:alert(1)", "template-unsupported-value t.ejs:1"],
    ["markdown", "[a](<%= it.id %>)", "x", wrong],
    ["markdown", "[a]: <%= it.id %>", "x", wrong],
    ["markdown", "[<%= it.id %>](x.md)", "a](b)", "[a&#93;(b)](x.md)\n"],
    ["markdown", "```python\nm = <%= json(it.id) %>\n```", 'a"\n```', '```python\nm = "a\\"\\n```"\n```\n'],
    ["markdown", "```python\nm = <%= it.id %>\n```", "x", "template-context t.ejs:2"],
    ["markdown", "```bash\necho <%= json(it.id) %>\n```", "x", "template-context t.ejs:2"],
    [
      "markdown",
      "```bash\necho <%= bash(it.id) %>\n```",
      "$(a) 'b'",
      "```bash\necho '$(a) '\\''b'\\'''\n```\n",
    ],
    ["markdown", '```sh\necho "<%= bash(it.id) %>"\n```', "x", "template-context t.ejs:2"],
    [
      "markdown",
      "```sh\ncurl -d '{\"m\": <%= bashJson(it.id) %>}'\n```",
      "a'b",
      '```sh\ncurl -d \'{"m": "a\\u0027b"}\'\n```\n',
    ],
    ["markdown", "```sh\ncurl -d <%= bashJson(it.id) %>\n```", "x", "template-context t.ejs:2"],
    ["markdown", "```powershell\necho <%= bash(it.id) %>\n```", "x", "template-context t.ejs:2"],
    ["markdown", "```python\na = 1\nm = <%= it.id %>\n```", "x", "template-context t.ejs:3"],
    ["markdown", "```python\n```\n\n<%= it.id %>", "x", "```python\n```\n\nx\n"],
    ["markdown", "```python\na = 1\n```\n\n<%= it.id %>", "x", "```python\na = 1\n```\n\nx\n"],
    ["markdown", "<!-- a\n<%= it.id %>", "x", "template-context t.ejs:2"],
    ["markdown", "<!-- a\n-->\n<%= it.id %>", "x", "<!-- a\n-->\nx\n"],
    ["markdown", "<%= bash(it.id) %>", "x", wrong],
    ["markdown", '---\na: <%= yaml(it.id, "double") %>\n---\n', 'x "y"', '---\na: "x \\"y\\""\n---\n'],
    ["markdown", "---\na: <%= yaml(it.id, 'single') %>\n---\n", "it's", "---\na: 'it''s'\n---\n"],
    ["markdown", "`<%= word(it.id) %>`", "acme/x-1.5:free", "`acme/x-1.5:free`\n"],
    ["markdown", "`<%= word(it.id) %>`", "a b", "template-unsupported-value t.ejs:1"],
    ["markdown", "`<%= word(it.id) %>`", "-x", "template-unsupported-value t.ejs:1"],
    ["markdown", "```js\nm('<%= word(it.id) %>')\n```", "x", "```js\nm('x')\n```\n"],
    ["markdown", "```js\nm('<%= word(it.id) %>')\n```", "x'", "template-unsupported-value t.ejs:2"],
    ["markdown", '```sh\na "<%= word(it.id) %>"\n```', "x", '```sh\na "x"\n```\n'],
    ["markdown", '```sh\na "<%= word(it.id) %>"\n```', "$x", "template-unsupported-value t.ejs:2"],
    ["markdown", "```console\n$ a <%= word(it.id) %>\n```", "x", "```console\n$ a x\n```\n"],
    ["markdown", "<%= word(it.id) %>", "x", wrong],
    ["markdown", "<a b=<%= word(it.id) %>>", "x", wrong],
    ["rst", ".. include:: <%= word(it.id) %>", "x", wrong],
    ["rst", "``<%= word(it.id) %>``", "x", "``x``\n"],
    ["mdx", "{<%= word(it.id) %>}", "x", wrong],
    ["mdx", "{<%= json(it.id) %>}", '"}{x', '{"\\"}{x"}\n'],
    ["mdx", "<A b={<%= json(it.id) %>} />", "x", '<A b={"x"} />\n'],
    ["mdx", "<A b={'<%= json(it.id) %>'} />", "x", wrong],
    ["mdx", "<A b={'<%= word(it.id) %>'} c=\"d\" />", "x", "<A b={'x'} c=\"d\" />\n"],
    ["markdown", "<a b={<%= json(it.id) %>}>", "x", wrong],
    ["mdx", "<A b={'<%= word(it.id) %>'} />", "x", "<A b={'x'} />\n"],
    ["mdx", "<A b={'a' + <%= word(it.id) %>} />", "x", wrong],
    ["markdown", "<% if (has('x')) { %>`<% } %><%= it.id %>", "x", "x\n"],
    ["asciidoc", "= <%= it.id %>", "a*b*", "= a&#42;b&#42;\n"],
    ["adoc", "link:x[<%= it.id %>]", "a](b)", "link:x[a&#93;(b&#41;]\n"],
    ["asciidoc", "xref:<%= url(it.id) %>.adoc[x]", "a b", "xref:a%20b.adoc[x]\n"],
    ["asciidoc", "xref:<%= it.id %>.adoc[x]", "x", wrong],
    ["asciidoc", "[[<%= url(it.id) %>]]\n== A", "a]", "[[a%5D]]\n== A\n"],
    ["asciidoc", "[source,<%= it.id %>]", "x", wrong],
    ["asciidoc", "include::<%= it.id %>.adoc[]", "x", wrong],
    ["asciidoc", "<%= code(it.id) %>", "a`b", "`a&#96;b`\n"],
    ["asciidoc", "`<%= it.id %>`", "x", wrong],
    ["asciidoc", "// <%= comment(it.id) %>", "a\nb", "// a b\n"],
    ["asciidoc", "// <%= it.id %>", "x", wrong],
    ["asciidoc", "////\n<%= it.id %>\n////", "x", "template-context t.ejs:2"],
    ["asciidoc", "++++\n<%= it.id %>\n++++", "x", "template-context t.ejs:2"],
    [
      "asciidoc",
      "[source,python]\n----\nm = <%= json(it.id) %>\n----",
      'a"\n----',
      '[source,python]\n----\nm = "a\\"\\n----"\n----\n',
    ],
    ["asciidoc", "[source,bash]\n----\necho <%= json(it.id) %>\n----", "x", "template-context t.ejs:3"],
    [
      "asciidoc",
      "[,bash]\n.Call\n----\necho <%= bash(it.id) %>\n----",
      "\n----\n",
      "[,bash]\n.Call\n----\necho $'\\n----\\n'\n----\n",
    ],
    ["mdx", "<%= it.id %>", "import x from 'y'", "&#105;mport x from 'y'\n"],
    ["mdx", "<%= it.id %>", "{process.exit()}", "&#123;process.exit()&#125;\n"],
    ["mdx", "{/* <%= comment(it.id) %> */}", "*/ x", "{/* * / x */}\n"],
    ["mdx", "<A b={<%= it.id %>} />", "x", wrong],
    ["mdx", "{<%= it.id %>}", "x", wrong],
    ["mdx", '<A b="<%= attribute(it.id) %>" />', "{x}", '<A b="&#123;x&#125;" />\n'],
  ])("in %s, %s with %j", (language, text, id, want) => {
    expect(render(language, text, id)).toBe(want);
  });

  it("other languages have no such helpers", () => {
    expect(render("python", "a = <%= yaml(it.id) %>", "x")).toContain("template-failed");
    expect(render("python", "<% const code = 1; %>a = <%= code %>", "x")).toBe("a = 1\n");
  });
});
