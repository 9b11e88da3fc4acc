import { describe, expect, it } from "vitest";
import type { Json } from "../../../../src/text/emit/json.ts";
import type { TemplateSource } from "../../../../src/text/template/template.ts";
import { loadTemplateEngine } from "../../../../src/io/render.ts";
import { dataFor } from "./render.ts";

const compile = await loadTemplateEngine();

type Options = {
  readonly language?: string;
  readonly id?: string;
  readonly vars?: Readonly<Record<string, Json>>;
  readonly partials?: Readonly<Record<string, string>>;
};

const source = (text: string, { language = "python", partials = {} }: Options = {}): TemplateSource => ({
  name: "t.ejs",
  text,
  language,
  partials: (name) => partials[name],
});

/** The text, or the problems as `code where` lines. */
const render = (text: string, options: Options = {}): string => {
  const { language = "python", id = "a/B" } = options;
  const made = compile(source(text, options));
  const data = dataFor(
    id,
    { kind: "chat", set: "text", language },
    { vars: options.vars ?? {}, fields: { size: 7 } },
  );
  const result = made.ok ? made.value(data) : made;
  return result.ok
    ? result.value
    : result.problems.map((problem) => `${problem.code} ${problem.where}`).join("; ");
};

/** The first problem's message. */
const message = (text: string, options: Options = {}): string => {
  const made = compile(source(text, options));
  const data = dataFor("a/B", { kind: "chat", set: "text", language: "python" }, { fields: { size: 7 } });
  const result = made.ok ? made.value(data) : made;
  return result.problems[0]?.message ?? "none";
};

describe("values", () => {
  it.each<[string, string, string, Options]>([
    ["a literal of the language", "m = <%= it.id %>", 'm = "a/B"', {}],
    ["a literal in bash", "m=<%= it.id %>", "m='a/B'", { language: "sh" }],
    ["a list", "m = <%= it.vars.l %>", "m = [1, None]", { vars: { l: [1, null] } }],
    ["a number", "n = <%= it.fields.size * 2 %>", "n = 14", {}],
    [
      "JSON in single quotes",
      `-d '{"m": <%= json(it.id) %>}'`,
      `-d '{"m": "\\u0027\\u0021$x"}'`,
      { language: "bash", id: "'!$x" },
    ],
    [
      "indented JSON",
      "const b = <%= json({ m: it.id }, 2) %>;",
      'const b = {\n  "m": "a/B"\n};',
      { language: "ts" },
    ],
    [
      "a string that holds JSON",
      "b := <%= JSON.stringify({ m: it.id }) %>",
      'b := "{\\"m\\":\\"a/B\\"}"',
      { language: "go" },
    ],
    ["a comment", "# Model <%= comment(it.id) %>", "# Model a b", { id: "a\nb" }],
    ["raw text, by name", "<%= raw(it.slug) %> = 1", "gemma-3-27b-it = 1", {}],
    [
      "half a character, as of a name that was cut",
      "# <%= raw(it.id.slice(0, 1)) %>",
      "# \uFFFD",
      { id: "🐦" },
    ],
    ["a partial", '<%= partial("x/y") %>\nend', '"a/B"\nend', { partials: { "x/y": "<%= it.id %>\n" } }],
    ["a capability", "<% if (has('vision')) { %>no<% } else { %>yes<% } %>", "yes", {}],
    ["tags in data are data", "<%= it.id %>", '"<%= it.name %>"', { id: "<%= it.name %>" }],
    ["CR LF in the template", "a\r\n<%= it.id %>\r\n", 'a\n"a/B"', {}],
    ["blank lines that the template ends with", "a\r\n \r\n\n", "a\n \n", {}],
    ["blank lines of its code at the end", "<% if (true) { -%>\na\n\n<% } -%>\n", "a", {}],
    ["its own below those", "<% if (true) { -%>\na\n\n<% } -%>\n\n", "a\n", {}],
    ["Python's indentation", "if x:\n    <%_ if (true) { -%>\n    y\n<% } -%>\n", "if x:\n    y", {}],
    ["Math", "<%= Math.max(1, 2) %>", "2", {}],
    ["forbidden words in strings", "<%= 'process require' /* Date */ %>", '"process require"', {}],
    ["a field with a forbidden name", "<%= it.vars.process %>", "1", { vars: { process: 1 } }],
    ["a test for a value that may be missing", "<%= 'x' in it.vars ? it.vars.x : 'none' %>", '"none"', {}],
  ])("%s", (_what, text, want, options) => {
    expect(render(text, options)).toBe(`${want}\n`);
  });
});

describe("problems name the template and the line", () => {
  it.each<[string, string, string, Options]>([
    ["missing value", "a\n<%= it.nmae %>", "template-missing-value t.ejs:2", {}],
    ["missing field", "a\nb\n<%= it.fields.x %>", "template-missing-value t.ejs:3", {}],
    ["missing inside a text", "<%= 'x' + it.vars.x %>", "template-missing-value t.ejs:1", {}],
    [
      "missing deep in a variable",
      "<%= it.vars.a.b %>",
      "template-missing-value t.ejs:1",
      { vars: { a: {} } },
    ],
    ["missing in a list", "<%= it.vars.l[3] %>", "template-missing-value t.ejs:1", { vars: { l: [] } }],
    [
      "missing in JSON",
      "'<%= json({ a: it.vars.l[0] }) %>'",
      "template-missing-value t.ejs:1",
      { language: "bash", vars: { l: [] } },
    ],
    ["missing raw text", "<%= raw(undefined) %>", "template-missing-value t.ejs:1", {}],
    ["inherited is missing", "<%= it.vars.toString %>", "template-missing-value t.ejs:1", {}],
    [
      "no literal",
      "\n<%= it.vars.l %>",
      "template-unsupported-value t.ejs:2",
      { language: "go", vars: { l: [] } },
    ],
    [
      "NUL in a bash word",
      "<%= it.id %>",
      "template-unsupported-value t.ejs:1",
      { language: "bash", id: "a\0" },
    ],
    ["JSON in Python", "<%= json(1) %>", "template-unsupported-value t.ejs:1", {}],
    ["raw output", "\n<%- it.id %>", "template-forbidden t.ejs:2", {}],
    ["the process", "<%= process.env.HOME %>", "template-forbidden t.ejs:1", {}],
    ["require", "<% const fs = require('fs') %>", "template-forbidden t.ejs:1", {}],
    ["import", "<% import('node:fs') %>", "template-forbidden t.ejs:1", {}],
    ["the global object", "<%= globalThis.x %>", "template-forbidden t.ejs:1", {}],
    ["the clock", "<%= new Date().getFullYear() %>", "template-forbidden t.ejs:1", {}],
    ["chance", "<%= Math.random() %>", "template-forbidden t.ejs:1", {}],
    ["the network", "<% fetch('http://localhost') %>", "template-forbidden t.ejs:1", {}],
    [
      "a way around",
      "<%= it.id.constructor.constructor('return this')() %>",
      "template-forbidden t.ejs:1",
      {},
    ],
    [
      "a constant defined anew",
      '<% Object.defineProperty(it.vars, "n", { value: 2 }) %>',
      "template-forbidden t.ejs:1",
      { vars: { n: 1 } },
    ],
    ["code in a template literal", "<%= `${process.pid}` %>", "template-forbidden t.ejs:1", {}],
    ["include", "<%= include('x') %>", "template-forbidden t.ejs:1", {}],
    ["the engine's own names", "<% __append('x') %>", "template-forbidden t.ejs:1", {}],
    ["a partial named by data", "<%= partial(it.id) %>", "template-forbidden t.ejs:1", {}],
    ["a partial outside the folder", '<%= partial("../x") %>', "template-forbidden t.ejs:1", {}],
    ["no such partial", '\n<%= partial("x") %>', "template-missing-partial t.ejs:2", {}],
    [
      "a partial that includes itself",
      '<%= partial("x") %>',
      'template-circular t.ejs: partial "x", line 2',
      { partials: { x: 'a\n<%= partial("x") %>' } },
    ],
    [
      "a partial's missing value",
      '<%= partial("x") %>',
      'template-missing-value t.ejs: partial "x", line 2',
      { partials: { x: "a\n<%= it.y %>" } },
    ],
    [
      "a partial's syntax",
      '<%= partial("x") %>',
      'template-syntax t.ejs: partial "x", line 1',
      { partials: { x: "<%= a b %>" } },
    ],
    ["syntax", "a\n<%= it.id %>\n<%= it..id %>\n<%= it.id %>", "template-syntax t.ejs:3", {}],
    ["an unclosed brace", "a\n<% if (true) { %>\nb\n<%= it.id %>", "template-syntax t.ejs:2", {}],
    ["a brace too many", "a\n<% } %>\nb", "template-syntax t.ejs:2", {}],
    ["an unclosed tag", "a\n\n<%= it.id", "template-syntax t.ejs:3", {}],
    ["an exception", "\n\n<% null.x %>", "template-failed t.ejs:3", {}],
    ["a thrown text", "\n<% throw 'x' %>", "template-failed t.ejs:1", {}],
    ["an unknown language", "", "template-unknown-language t.ejs", { language: "cobol" }],
    [
      "all lint problems together",
      "<%- 1 %>\n<%= process %>",
      "template-forbidden t.ejs:1; template-forbidden t.ejs:2",
      {},
    ],
  ])("%s", (_what, text, want, options) => {
    expect(render(text, options)).toBe(want);
  });

  it("and say what is wrong, without a stack", () => {
    expect(message("<%= it.fields.sise %>")).toBe("`it.fields.sise` has no value.");
    expect(message("<%= it.nmae %>")).toBe("`it.nmae` has no value.");
    expect(message("<% null.x %>")).toBe(
      "The template stopped: Cannot read properties of null (reading 'x').",
    );
    expect(message("<%= a b %>")).toBe("missing ) after argument list");
  });
});

describe("a value stands only where it stays a value", () => {
  const wrong = "template-context t.ejs:1";
  it.each([
    ["python", 'm = "<%= it.id %>"', wrong],
    ["python", "f'Hello <%= it.id %>'", wrong],
    ["python", '"""<%= it.id %>"""', wrong],
    ["python", "it's = 1\nm = <%= it.id %>", 'it\'s = 1\nm = "a/B"\n'],
    ["python", "# it's <%= comment(it.id) %>", "# it's a/B\n"],
    ["python", "# it's <%= it.id %>", wrong],
    ["typescript", "/* <%= it.id %> */", wrong],
    ["javascript", "`<%= it.id %>`", wrong],
    ["javascript", "// don't\nx = <%= it.id %>", '// don\'t\nx = "a/B"\n'],
    ["bash", `-d '{"model": "<%= it.id %>"}'`, wrong],
    ["bash", 'echo "<%= it.id %>"', wrong],
    ["bash", `-d "<%= json(it.id) %>"`, wrong],
    ["bash", "-d <%= json(it.id) %>", wrong],
    ["bash", "cat <<EOF\n<%= json(it.id) %>\nEOF", "template-context t.ejs:2"],
    ["bash", "cat <<'EOF'\n<%= json(it.id) %>\nEOF", "cat <<'EOF'\n\"a/B\"\nEOF\n"],
    ["bash", "cat <<'EOF'\nit's\nEOF\necho <%= it.id %>", "cat <<'EOF'\nit's\nEOF\necho 'a/B'\n"],
    ["bash", "# it's\necho $# \"\\\"\" '\\' <%= it.id %>", "# it's\necho $# \"\\\"\" '\\' 'a/B'\n"],
    ["bash", "cat <<-'EOF'\n\tx\n\tEOF\n<%= json(it.id) %>", "template-context t.ejs:4"],
    [
      "bash",
      "cat <<<'x' | cat << 'EOF' # it's\n<%= json(it.id) %>\nEOF",
      "cat <<<'x' | cat << 'EOF' # it's\n\"a/B\"\nEOF\n",
    ],
    ["bash", "$'it\\'s <%= json(it.id) %>'", wrong],
    ["bash", "m=<%= comment(it.id) %>", wrong],
    ["bash", "'<%= json(it.id) + it.id %>'", wrong],
    ["bash", "'<%= raw(it.slug), it.id %>'", wrong],
    ["bash", "'<%= json((it.id)) %>'", "'\"a/B\"'\n"],
    ["bash", '"<%= raw(it.slug) %>"', '"gemma-3-27b-it"\n'],
    ["json", '{"m": "<%= it.id %>"}', wrong],
    ["rust", "fn f<'a>() { <%= it.id %> }", 'fn f<\'a>() { "a/B" }\n'],
  ])("%s: %s", (language, text, want) => {
    expect(render(text, { language })).toBe(want);
  });
});

it("two languages don't share their escaping", () => {
  const text = "<%= it.id %>";
  expect([render(text), render(text, { language: "bash" }), render(text)]).toEqual([
    '"a/B"\n',
    "'a/B'\n",
    '"a/B"\n',
  ]);
});

it.each([
  ["it.id = 'x'", "`it` can't be changed."],
  ["it.vars.x = 'x'", "`it.vars` can't be changed."],
  ["delete it.vars.l", "`it.vars` can't be changed."],
])("a template can't change what the next one sees: %s", (code, want) => {
  expect(message(`<% ${code} %>`)).toBe(want);
});

it("a template's changes to a list are its own", () => {
  const vars = { l: ["a", { b: 1 }] };
  expect(render("<%= it.vars.l.reverse()[1] %> <%= JSON.stringify(it.vars) %>", { vars })).toBe(
    '"a" "{\\"l\\":[\\"a\\",{\\"b\\":1}]}"\n',
  );
  expect(render("<%= it.vars.l[1].c %>", { vars })).toBe("template-missing-value t.ejs:1");
});

it("data can't set the engine's options or names", () => {
  const vars = { escapeFn: "x", delimiter: "?", __names: "y", ["__proto__"]: "z" };
  expect(render("<%= it.id %>", { vars })).toBe('"a/B"\n');
});
