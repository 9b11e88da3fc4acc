import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formats } from "../../../generators/section/formats.ts";
import onboarding from "../../../kluster-onboard.config.ts";
import { crossCheck } from "../../../src/config/rules.ts";
import { languageNames } from "../../../src/text/emit/languages.ts";
import { toSettings } from "../../../src/config/to-settings.ts";
import { checkConfig, placeOf } from "../../../src/config/validate.ts";
import { type Outcome, fail } from "../../../src/model/problem.ts";
import { config } from "../given.ts";

const known = {
  languages: languageNames,
  formats,
  checks: ["entry-order", "row-order"],
};

/** What becomes of a config that was loaded: validated, cross-checked, and made into settings. */
const accept = (value: unknown): Outcome<unknown> => {
  const checked = checkConfig(value, "config.json");
  if (!checked.ok) return checked;
  const problems = crossCheck(checked.value, "config.json", known);
  return problems.length > 0
    ? fail(...problems)
    : { ok: true, value: toSettings(checked.value, formats), problems: [] };
};

/** Every problem as `code at place: message → fix`. */
const complaints = (value: unknown): readonly string[] =>
  accept(value).problems.map(({ code, severity, where, message, fix }) => {
    expect(severity).toBe("error");
    return `${code} at ${where.replace("config.json: ", "")}: ${message} → ${fix}`;
  });

const { sources, fields } = config().catalog;
const snippet = { kind: "chat", language: "python", path: "{slug}.py" };
const inPages = { kind: "chat", language: "python" };
const section = { page: "p.md", kind: "chat", language: "python", format: "mkdocs-details" };
const column = { header: "Model", value: "{name}" };
const slug = (rule: unknown) => ({ ...config(), slug: { rules: [rule] } });
const fieldX = (x: unknown) => ({ ...config(), catalog: { sources, fields: { ...fields, x } } });
const capable = (...capabilities: readonly unknown[]) => ({ ...config(), capabilities });
const when = (predicate: unknown) => ({ ...config(), exclude: [{ name: "old", when: predicate }] });

describe("the schema's problems", () => {
  it.each<readonly [value: unknown, problem: string]>([
    [
      { ...config(), snipets: [] },
      "config-unknown-key at config.json: `snipets` is not a key that is known here. → Did you mean `snippets`?",
    ],
    [
      { ...config(), sections: [{ ...section, headings: [] }] },
      "config-unknown-key at sections[0]: `headings` is not a key that is known here. → Did you mean `heading`?",
    ],
    [
      { ...config(), includes: { xyz: 1 } },
      "config-unknown-key at includes: `xyz` is not a key that is known here. → Use one of `base`.",
    ],
    [
      { ...config(), root: undefined },
      "config-missing-key at config.json: The key `root` is missing. → Add it: node_modules/kluster-gen/schemas/README.md says what it holds.",
    ],
    [
      { ...config(), catalog: { sources, fields: {} } },
      "config-missing-key at catalog.fields: The key `id` is missing. → Add it, or choose a `preset` that has it.",
    ],
    [
      when({ equals: 1 }),
      "config-missing-key at exclude[0].when: `equals` needs the key `field` beside it. → Add `field`.",
    ],
    [
      { ...config(), snippets: {} },
      "config-wrong-type at snippets: This must be a list, not an object. → Correct the value.",
    ],
    [null, "config-wrong-type at config.json: This must be an object, not null. → Correct the value."],
    [
      fieldX({ value: {} }),
      "config-wrong-type at catalog.fields.x.value: This must be text, a number, true, false, null, or a list of these, not an object. → Correct the value.",
    ],
    [
      { ...config(), vars: { "a b": { deep: [] } } },
      'config-wrong-type at vars["a b"]: This must be text, a number, true, false, null, or a list of these, not an object. → Correct the value.',
    ],
    [
      { ...config(), policy: { guards: { factor: "strict" } } },
      'config-wrong-type at policy.guards.factor: This must be true, false, or an object, not the text "strict". → Correct the value.',
    ],
    [
      { ...config(), policy: { guards: { factor: { limt: 3 } } } },
      "config-unknown-key at policy.guards.factor: `limt` is not a key that is known here. → Did you mean `limit`?",
    ],
    [
      { ...config(), mentions: { pages: ["*.md"], roles: { chat: { model: "x", follows: ["a", 3] } } } },
      "config-wrong-type at mentions.roles.chat.follows[1]: This must be text or an object, not the number 3. → Correct the value.",
    ],
    [
      { ...config(), catalog: { ...config().catalog, paging: { by: "x" } } },
      'config-wrong-value at catalog.paging.by: This can\'t be the text "x". → Use one of cursor, url, link, page, offset.',
    ],
    [
      fieldX({ path: "x", type: "text" }),
      'config-wrong-value at catalog.fields.x.type: This can\'t be the text "text". → Use one of string, number, boolean, list.',
    ],
    [
      { ...config(), snippets: [{ ...snippet, kind: "../x" }] },
      'config-wrong-value at snippets[0].kind: This must match ^[A-Za-z0-9][A-Za-z0-9._-]*$, not the text "../x". → Correct the value.',
    ],
    [
      { ...config(), catalog: { fields, sources: [{ url: "https://x", retries: 11 }] } },
      'config-wrong-value at catalog.sources[0].retries: This is not allowed (maximum {"comparison":"<=","limit":10}). → Correct the value.',
    ],
    [
      slug({ op: "lowercas" }),
      "config-unknown-rule at slug.rules[0]: There is no rule with `op` lowercas. → Did you mean `lowercase`?",
    ],
    [
      slug({}),
      "config-missing-key at slug.rules[0]: The key `op` is missing. → Add it: node_modules/kluster-gen/schemas/README.md says what it holds.",
    ],
    [
      slug({ op: 5 }),
      "config-unknown-rule at slug.rules[0]: There is no rule with `op` 5. → Use one of `lowercase`, `uppercase`, `trim`, `collapse`, `words`, `ascii`, `stripTags`, `firstSentence`, `titleCase`, `number` and 22 more.",
    ],
    [
      slug({ op: "replace", find: ".", wth: "-", with: "" }),
      "config-unknown-key at slug.rules[0]: `wth` is not a key that is known here. → Did you mean `with`?",
    ],
    [
      { ...config(), root: "" },
      "config-empty at root: This must not be empty. → Give it a value or leave the key out.",
    ],
    [
      { ...config(), capabilities: [] },
      "config-empty at capabilities: This must not be empty. → Give it a value or leave the key out.",
    ],
    [
      when({}),
      "config-empty at exclude[0].when: This must not be empty. → Give it a value or leave the key out.",
    ],
  ])("%j", (value, problem) => {
    expect(complaints(value)).toEqual([problem]);
  });
});

describe("problems that a schema can't see", () => {
  it.each<readonly [value: unknown, ...problems: readonly (string | readonly string[])[]]>([
    [
      slug({ op: "regex", pattern: "(", with: "" }),
      "config-bad-pattern at slug.rules[0].pattern: This is not a regular expression: /(/u: Unterminated group. → Correct the pattern.",
    ],
    [
      slug({ op: "when", pattern: "a", then: [], else: [{ op: "regex", pattern: "\\-", with: "" }] }),
      "config-bad-pattern at slug.rules[0].else[0].pattern: This is not a regular expression: /\\-/u: Invalid escape. → Correct the pattern.",
    ],
    [
      when({ not: { any: [{ field: "name", matches: "[" }] } }),
      "config-bad-pattern at exclude[0].when.not.any[0].matches: This is not a regular expression: /[/u: Unterminated character class. → Correct the pattern.",
    ],
    [
      { ...config(), formats: { own: { open: "o", body: [], recognise: "*", cites: "c" } } },
      "config-bad-pattern at formats.own.recognise: This is not a regular expression: /*/u: Nothing to repeat. → Correct the pattern.",
    ],
    [
      when({ field: "nam", exists: true }),
      "config-unknown-field at exclude[0].when.field: There is no field `nam`. → Did you mean `name`?",
    ],
    [
      { ...config(), tables: [{ page: "p.md", columns: [{ header: "A", value: "{nme}" }] }] },
      "config-unknown-field at tables[0].columns[0].value: There is no field `nme`. → Did you mean `name`?",
    ],
    [
      { ...config(), tables: [{ page: "p.md", columns: [column], order: { by: "size" } }] },
      "config-unknown-field at tables[0].order.by: There is no field `size`. → Use one of `id`, `name`, `slug`.",
    ],
    [
      fieldX({ of: "y" }),
      "config-unknown-field at catalog.fields.x.of: There is no field `y`. → Use one of `id`, `name`.",
    ],
    [
      {
        ...config(),
        catalog: {
          sources,
          fields: { ...fields, x: { value: 1, when: { field: "y", exists: true } }, y: { value: 1 } },
        },
      },
      "config-too-early at catalog.fields.x.when.field: The field `y` isn't known yet where this is tested. → Declare it before this field.",
    ],
    [
      when({ all: [{ capability: "texts" }] }),
      "config-unknown-capability at exclude[0].when.all[0].capability: There is no capability `texts`. → Did you mean `text`?",
    ],
    [
      when({ not: { capability: "text" } }),
      "config-too-early at exclude[0].when.not.capability: The capability `text` isn't known yet where this is tested. → Test a field of the catalog.",
    ],
    [
      when({ any: [{ field: "slug", equals: "a" }] }),
      "config-too-early at exclude[0].when.any[0].field: The field `slug` isn't known yet where this is tested. → Test a field of the catalog.",
    ],
    [
      capable({ name: "a", when: { capability: "b" } }, { name: "b" }),
      "config-too-early at capabilities[0].when.capability: The capability `b` isn't known yet where this is tested. → Test a field of the catalog, or a capability that is declared before this one.",
    ],
    [
      capable({ name: "a" }, { name: "b", when: { capability: "b" } }),
      "config-too-early at capabilities[1].when.capability: The capability `b` isn't known yet where this is tested. → Test a field of the catalog, or a capability that is declared before this one.",
    ],
    [
      capable({ name: "a", when: { field: "slug", equals: "x" } }),
      "config-too-early at capabilities[0].when.field: The field `slug` isn't known yet where this is tested. → Test a field of the catalog, or a capability that is declared before this one.",
    ],
    ...(["header", "value", "otherwise"] as const).map(
      (key) =>
        [
          { ...config(), tables: [{ page: "p.md", columns: [{ ...column, [key]: "a|b" }] }] },
          `config-pipe at tables[0].columns[0].${key}: The \`|\` would end the table cell. → Write it as \`&#124;\`.`,
        ] as const,
    ),
    [
      { ...config(), tables: [{ page: "p.md", columns: [{ ...column, value: "{name}\n" }] }] },
      "config-line-end at tables[0].columns[0].value: The line end would end the table row. → Write it as `<br>`.",
    ],
    [
      when({ field: "name" }),
      "config-missing-key at exclude[0].when: The field isn't tested. → Add `equals`, `in`, `includes`, `matches`, `lessThan`, `greaterThan` or `exists`.",
    ],
    [
      fieldX({ path: "x", value: 1 }),
      "config-field-origin at catalog.fields.x: A field is made from exactly one of `path`, `of`, `text` and `value`. → Keep one of them.",
    ],
    [
      fieldX({ path: "x", else: { default: 1 } }),
      "config-field-origin at catalog.fields.x.else: A field is made from exactly one of `path`, `of`, `text` and `value`. → Keep one of them.",
    ],
    [
      { ...config(), catalog: { fields, sources: [{ file: "a", url: "b" }] } },
      "config-source at catalog.sources[0]: A source is either a `file`, a `url` or `files`. → Keep one of them.",
    ],
    [
      { ...config(), catalog: { fields } },
      "config-missing-key at catalog: The key `sources` is missing. → Add it, or choose a `preset` that has it.",
    ],
    [
      { ...config(), catalog: { sources, fields, merge: [{ source: {}, id: "a[" }] } },
      "config-source at catalog.merge[0].source: A source is either a `file`, a `url` or `files`. → Keep one of them.",
      'config-bad-path at catalog.merge[0].id: "a[" is not a path. → Write keys with dots between them, `[0]`, `[*]`, `[key=value]`, or `["a.b"]` for a key with a dot.',
    ],
    [
      fieldX({ path: "tags", split: "," }),
      'config-missing-key at catalog.fields.x: `split` is for `as: "list"`. → Add `as: "list"`.',
    ],
    [
      fieldX({ path: "tags", contains: "a", as: "list" }),
      "config-field-as at catalog.fields.x: `contains` makes true or false already. → Remove `as`.",
    ],
    [
      fieldX({ path: "x", rules: [{ op: "lookup", table: "t" }] }),
      "config-unknown-lookup at catalog.fields.x.rules[0].table: There is no lookup `t`. → There is none to choose from.",
    ],
    [
      { ...config(), catalog: { sources, fields, lookups: { t: { by: "pattern", values: { "(": "x" } } } } },
      "config-bad-pattern at catalog.lookups.t: This is not a regular expression: /(/u: Unterminated group. → Correct the pattern.",
    ],
    [
      { ...config(), catalog: { sources, fields, lookups: { t: {} } } },
      "config-missing-key at catalog.lookups.t: The table has no content. → Add `values` or `file`.",
    ],
    [
      { ...config(), snippets: [snippet, { ...snippet, path: "b/{slug}" }] },
      "config-duplicate at snippets[1]: chat/python is declared by snippets[0] already. → Give it another kind or language.",
    ],
    [
      { ...config(), tables: [{ page: "p.md", columns: [column, column], remove: ["Model"] }] },
      "config-duplicate at tables[0].columns[1].header: Another column is called `Model` too. → Rename one of them.",
      "config-duplicate at tables[0].remove[0]: `Model` is among the columns too. → Take it out of `columns`, or out of `remove`.",
    ],
    [
      { ...config(), snippets: [{ ...snippet, aliases: ["old.py"] }] },
      "config-no-slug at snippets[0].aliases[0]: Every model would get the same path. → Put `{slug}` into it.",
    ],
    [
      {
        ...config(),
        snippets: [
          { ...snippet, path: "{kind}/{slug}" },
          { ...snippet, language: "bash", path: "Chat/{slug}" },
        ],
      },
      "config-same-path at snippets[1].path: snippets[0] writes to the same path. → Give one of them another path.",
    ],
    [
      { ...config(), snippets: [{ ...snippet, language: "pyton" }] },
      "config-unknown-language at snippets[0].language: Values can't be escaped for `pyton`. → Did you mean `python`?",
    ],
    [
      { ...config(), snippets: [{ ...snippet, sets: ["txt"] }] },
      "config-unknown-template-set at snippets[0].sets[0]: There is no template set `txt`. → Did you mean `text`?",
    ],
    [
      { ...config(), capabilities: [{ name: "text" }], snippets: [snippet] },
      "config-no-templates at capabilities: No capability chooses a template set. → Give at least the last one `templates`.",
    ],
    [
      { ...config(), sections: [section] },
      "config-unknown-snippet at sections[0]: There is no snippet `chat/python`. → There is none to choose from.",
    ],
    [
      { ...config(), snippets: [snippet], sections: [{ ...section, format: "mkdocs-detail" }] },
      "config-unknown-format at sections[0].format: There is no format `mkdocs-detail`. → Did you mean `mkdocs-details`?",
    ],
    [
      { ...config(), snippets: [inPages], sections: [section] },
      "config-no-path at sections[0]: The format includes a file, and the section's snippet is none. → Give the snippet a `path`, or the section a `body` with `{code}` or fields.",
    ],
    [
      { ...config(), sections: [{ page: "p.md", format: "docusaurus-tab" }] },
      "config-no-snippet at sections[0]: The format shows a snippet, and the section names none. → Add `kind` and `language`, or a `body` of fields.",
    ],
    [
      { ...config(), sections: [{ page: "p.md", kind: "chat", format: "list-item" }] },
      "config-missing-key at sections[0]: A section names its snippet by `kind` and `language`. → Give both, or neither.",
    ],
    [
      { ...config(), sections: [{ page: "p.md", format: "list-item", body: ["{nam}"] }] },
      "config-unknown-field at sections[0]: There is no field `nam`. → Did you mean `name`?",
    ],
    [
      {
        ...config(),
        sections: [{ page: "p.md", format: "list-item", body: ["{name|markup} {title|markup}"] }],
      },
      "config-unescaped-field at sections[0]: `{name|markup}` would write text of the catalog as it is. → Name a field that `value` and `otherwise` alone make, or another escape.",
      "config-unescaped-field at sections[0]: `{title|markup}` would write text of the catalog as it is. → Name a field that `value` and `otherwise` alone make, or another escape.",
    ],
    [
      { ...config(), sections: [{ page: "p.md", format: "list-item", body: ["{name|atribute}"] }] },
      "config-unknown-escape at sections[0]: There is no escape `atribute`. → Did you mean `attribute`?",
    ],
    [
      { ...config(), snippets: [inPages], sections: [{ ...section, format: "heading", body: ["a {code}"] }] },
      "config-code-line at sections[0]: `{code}` doesn't stand alone on its line. → Give it a line of its own.",
    ],
    [
      { ...config(), sections: [{ page: "p.rst", format: "list-item", open: "{bullet} **Model** {slug}" }] },
      'config-same-title at sections[0].open: The entries couldn\'t be told apart: the title that the format finds in it is "Model" for each. → Declare a format of its own, with a `recognise` that finds the title, or what tells models apart, in it.',
    ],
    [
      { ...config(), formats: { a: { base: "b" }, b: { base: "a" } } },
      [
        "config-circular at formats.a.base: The format is based on itself. → Name another base.",
        "config-circular at formats.b.base: The format is based on itself. → Name another base.",
      ],
    ],
    [
      { ...config(), formats: { a: { base: "list-itm" } } },
      "config-unknown-format at formats.a.base: There is no format `list-itm`. → Did you mean `list-item`?",
    ],
    [
      { ...config(), formats: { a: { open: "x", body: [] } } },
      "config-missing-key at formats.a: The format has no `recognise`. → Add it, or name a `base` that has it.",
    ],
    [
      { ...config(), formats: { a: { base: "html-row", wrapper: { close: "</x>" } } } },
      "config-missing-key at formats.a.wrapper: Nothing says how the wrapper is recognised. → Add `open` or `recognise`.",
    ],
    [
      {
        ...config(),
        tables: [{ page: "p.md", columns: [column], rows: [{ name: "a" }, { name: "b" }] }],
      },
      "config-rows-alike at tables[0].rows[1]: Its key cells are those of `a`, so the rows can't be told apart. → Set `key` on the column that tells them apart too.",
    ],
    [
      {
        ...config(),
        tables: [{ page: "p.md", columns: [column], rows: [{ name: "a", each: "id" }] }],
      },
      "config-rows-alike at tables[0].rows[0]: Its key cells are those of the model's other rows, so the rows can't be told apart. → Set `key` on the column that tells them apart too.",
    ],
    [
      {
        ...config(),
        tables: [
          { page: "p.md", columns: [column], rows: [{ name: "a" }, { name: "b", cells: { Model: "" } }] },
        ],
      },
      "config-rows-alike at tables[0].rows[1]: Its key cells are the same for every model, so nobody can tell whose row it is. → Set `continues: true`, if it stands below its model's row, or `key` on a column that names the model.",
    ],
    [
      {
        ...config(),
        tables: [
          {
            page: "p.md",
            columns: [column],
            rows: [{ name: "a" }, { name: "b", continues: true }, { name: "c", continues: true }],
          },
        ],
      },
      "config-rows-alike at tables[0].rows[2]: Its key cells are those of `b`, so the rows can't be told apart. → Set `key` on the column that tells them apart too.",
    ],
    [
      { ...config(), tables: [{ page: "p.md", columns: [column], rows: [{ name: "a", continues: true }] }] },
      "config-row-continues at tables[0].rows[0]: There is no row before it that it could continue. → Put the row that it continues first.",
    ],
    [
      {
        ...config(),
        tables: [{ page: "p.md", columns: [column], rows: [{ name: "a", cells: { Modle: "x" } }] }],
      },
      "config-unknown-column at tables[0].rows[0].cells: There is no column `Modle`. → Did you mean `Model`?",
    ],
    [
      { ...config(), tables: [{ page: "p.md", columns: [{ ...column, value: "{each}" }] }] },
      "config-unknown-field at tables[0].columns[0].value: There is no field `each`. → Use one of `id`, `name`, `slug`.",
    ],
    [
      { ...config(), tables: [{ page: "p.md", columns: [column], empty: "Nothing yet" }] },
      "config-row at tables[0].empty: This is no row of a table. → Write its cells between pipes: `| text | | |`.",
    ],
    [
      {
        ...config(),
        tables: [{ page: "p.md", columns: [column], group: { by: "id", header: "**{group}**" } }],
      },
      "config-row at tables[0].group.header: This is no row of a table. → Write its cells between pipes: `| text | | |`.",
    ],
    [
      {
        ...config(),
        tables: [{ page: "p.md", columns: [column], group: { by: "id", header: "| {group} | {group} |" } }],
      },
      "config-group at tables[0].group.header: A header can't be told from other lines by this. → Write `{group}` once, with something beside it: `### {group}`.",
    ],
    ...["### {group} ({count}, {count})", "<details>\n{count}\n<summary>{group}</summary>"].map(
      (header) =>
        [
          { ...config(), sections: [{ page: "p.md", format: "list-item", group: { by: "id", header } }] },
          "config-group at sections[0].group.header: The number of models can't be found again by this. → Write `{count}` once, in the line of `{group}`: `### {group} ({count})`.",
        ] as const,
    ),
    ...(
      [
        ["p.rst", "## {group}"],
        ["p.md", "== {group}"],
        ["p.md", "{group}\n----"],
        ["p.adoc", "{group}\n----"],
        ["p.adoc", "## {group}"],
        ["p.adoc", "== {group}"],
        ["p.rst", "{group}\n----"],
        ["p.rst", "----\n{group}\n----"],
      ] as const
    ).map(
      ([page, header], index) =>
        [
          { ...config(), tables: [{ page, columns: [column], group: { by: "id", header } }] },
          ...(index < 4
            ? [
                "config-group at tables[0].group.header: What would be a heading of a table for each group is none in such a page. → Write it as the page's headings are: `### {group}`, in AsciiDoc `=== {group}`, in reStructuredText `{group}` above a line of signs.",
              ]
            : []),
        ] as const,
    ),
    [
      {
        ...config(),
        tables: [{ page: "p.csv", columns: [column], group: { by: "id", header: "## {group}" } }],
      },
      "config-group at tables[0].group.header: Only in a page can each group have a table of its own. → Declare a table for each group, with a `where`.",
    ],
    [
      {
        ...config(),
        tables: [
          { page: "p.md", columns: [column], group: { by: "id", header: "| {group} | |", footer: "---" } },
        ],
      },
      "config-group at tables[0].group: What stands above a table of its own is no row. → Write the row in one line, without a footer or `apart`; or the header as the page has it.",
    ],
    ...["p.rst", "p.csv"].map(
      (page) =>
        [
          { ...config(), tables: [{ page, across: true, columns: [column] }] },
          "config-conflict at tables[0].across: Only in a table with pipes can models be columns. → Take it out: the rows of such a table are models.",
        ] as const,
    ),
    [
      { ...config(), tables: [{ page: "p.md", across: true, empty: "| none |", columns: [column] }] },
      "config-conflict at tables[0].empty: Where models are columns, a table has one for each model and no other. → Take it out, or `across`.",
    ],
    [
      {
        ...config(),
        tables: [{ page: "p.md", columns: [column, { header: "B", value: "", copied: true }] }],
      },
      "config-conflict at tables[0].columns[1].copied: What the catalog says of a model isn't copied from another's row. → Add `owner: \"people\"`, or take out `copied`.",
    ],
    [
      { ...config(), tables: [{ columns: [column] }, { page: "p.md", pages: "*.md", columns: [column] }] },
      "config-page at tables[0]: One of `page` and `pages` says where it is. → Name one of them.",
      "config-page at tables[1]: One of `page` and `pages` says where it is. → Name one of them.",
    ],
    [
      { ...config(), tables: [{ page: "p.md", columns: [column], order: { locale: "x" } }] },
      "config-locale at tables[0].order.locale: There is no collation for `x`. → Name a language, such as `en`.",
    ],
    [
      { ...config(), tables: [{ page: "p.md", columns: [column], order: { by: ["id", { by: "nmae" }] } }] },
      "config-unknown-field at tables[0].order.by[1].by: There is no field `nmae`. → Did you mean `name`?",
    ],
    [
      { ...config(), tables: [{ page: "p.md", columns: [column], order: { by: ["id"], source: true } }] },
      "config-order at tables[0].order.source: It isn't clear which of the fields it is for. → Put it beside one of them.",
    ],
    [
      { ...config(), tables: [{ page: "p.md", columns: [column], order: { by: "id", source: true } }] },
      "config-order at tables[0].order: `source` is an order of its own. → Take `by` out, or `source`.",
    ],
    [
      {
        ...config(),
        tables: [
          { page: "p.md", columns: [column], order: { by: [{ source: true, appearance: true }, "id"] } },
        ],
      },
      "config-order at tables[0].order.by[0]: `appearance` needs a field. → Name one in `by`, or take `source` out.",
    ],
    [
      {
        ...config(),
        tables: [
          { page: "p.md", columns: [column], order: { by: [{ by: "id", appearance: true, list: ["a"] }] } },
        ],
      },
      "config-order at tables[0].order.by[0]: `list` and `appearance` are two orders of one field. → Take one of them out.",
    ],
    [
      { ...config(), navigation: [{ file: "../mkdocs.yml", path: ["nav"], item: "{slug}.md" }] },
      "config-path at navigation[0].file: The path has a part that means this folder or the one above. → Write the path without it.",
    ],
    [
      { ...config(), navigation: [{ file: "SUMMARY.md", path: [], item: "{slug}.md" }] },
      "config-nav-file at navigation[0].file: Only YAML, TOML, JSON, JavaScript and TypeScript files, the front matter of Markdown, and the toctrees of `.rst` and MyST pages and the lists of Antora's `nav.adoc`, have lists that can be edited in place. → Name a file of one of these; for SUMMARY.md use a section.",
    ],
    [
      { ...config(), navigation: [{ file: "m.json", path: [], item: { a: "{name}", b: "x" } }] },
      "config-nav-key at navigation[0].item: Nothing in the item says which page it is about, so it couldn't be recognised. → Name the page in it, as in `{link:KIND}` or `models/{slug}.md`, or say in `key` what it is recognised by.",
    ],
    [
      {
        ...config(),
        navigation: [
          { file: "m.toml", path: ["a"], item: "{slug}", group: { by: "id", path: ["b"] } },
          { file: "m.json", path: [], item: "{slug}", group: { by: "nam", path: ["{group}"] } },
        ],
      },
      "config-nav-group at navigation[0].group: Only lists of YAML, JSON, JavaScript and TypeScript files have groups that are made. → Leave `group` out, and list each group's models with `where`.",
      'config-nav-group at navigation[0].group.path: Nothing in it says which group it leads to. → Let a step name it, as in `{ "group": "{group}" }`.',
      "config-unknown-field at navigation[1].group.by: There is no field `nam`. → Did you mean `name`?",
    ],
    [
      { ...config(), navigation: [{ file: "m.json", path: [], item: { a: "{name}" }, key: "b" }] },
      "config-unknown-key at navigation[0].key: There is no key `b`. → Did you mean `a`?",
    ],
    [
      { ...config(), snippets: [snippet], navigation: [{ file: "m.json", path: [], item: "{link:chta}" }] },
      "config-unknown-field at navigation[0].item: There is no field `link:chta`. → Did you mean `link:chat`?",
    ],
    [
      { ...config(), counters: [{ name: "n", page: "p.md", pattern: "a (b) (c)" }] },
      "config-counter-group at counters[0].pattern: The pattern must have one group: what is counted. → Put parentheses around the value, and write `(?:` for the other groups.",
    ],
    [
      { ...config(), counters: [{ name: "n", page: "p.md", pattern: "(" }] },
      "config-bad-pattern at counters[0].pattern: This is not a regular expression: /(/u: Unterminated group. → Correct the pattern.",
    ],
    [
      { ...config(), counters: [{ name: "n", page: "p.md", format: "{cuont}" }] },
      "config-unknown-field at counters[0].format: There is no field `cuont`. → Did you mean `count`?",
    ],
    [
      { ...config(), date: "31.1.2026" },
      'config-wrong-value at date: This must match ^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$, not the text "31.1.2026". → Correct the value.',
    ],
  ])("%j", (value, ...problems) => {
    expect(complaints(value)).toEqual(problems.flat());
  });
});

it("what is known by then may be tested, and a pipe that ends no cell may be written", () => {
  const values = [
    capable(
      { name: "a" },
      { name: "b", when: { capability: "a" } },
      { name: "a", when: { capability: "a" } },
    ),
    { ...config(), tables: [{ page: "p.md", columns: [column], where: { capability: "text" } }] },
    { ...config(), tables: [{ page: "p.md", columns: [column], where: { field: "slug", equals: "x" } }] },
    ...["a\\|b", "`a|b`", "a&#124;b"].map((value) => ({
      ...config(),
      tables: [{ page: "p.md", columns: [{ ...column, value }] }],
    })),
  ];
  expect(values.map(complaints)).toEqual(values.map(() => []));
});

it("several problems are shown together", () => {
  const codes = (value: unknown) =>
    accept(value).problems.map(({ code, where }) => `${code} ${where.replace("config.json: ", "")}`);
  expect(
    codes({ root: 1, catalog: { sources: [], fields, list: [] }, capabilities: [{ name: "" }], extra: 1 }),
  ).toEqual([
    "config-unknown-key config.json",
    "config-wrong-type root",
    "config-empty catalog.sources",
    "config-wrong-type catalog.list",
    "config-empty capabilities[0].name",
  ]);
  expect(
    codes({
      ...config(),
      snippets: [{ ...snippet, path: "x", language: "klingon" }],
      sections: [{ ...section, title: "{nope}" }],
    }),
  ).toEqual([
    "config-no-slug snippets[0].path",
    "config-unknown-language snippets[0].language",
    "config-unknown-snippet sections[0]",
    "config-unknown-field sections[0].title",
  ]);
});

it.each([
  ["", ""],
  ["/sections/2/page", "sections[2].page"],
  ["/vars/a~1b/0", 'vars["a/b"][0]'],
  ["/fields/~0x", 'fields["~x"]'],
])("a pointer %j is the place %j", (pointer, place) => {
  expect(placeOf(pointer)).toBe(place);
});

it("the repository's config is accepted", () => {
  expect(accept(onboarding).problems).toEqual([]);
});

/** The value with what stands at one place, chosen by the numbers, replaced or taken away. */
const mutate = (value: unknown, way: readonly number[], other: unknown): unknown => {
  const [step, ...rest] = way;
  if (step === undefined || value === null || typeof value !== "object") return other;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  const chosen = entries.length === 0 ? -1 : step % entries.length;
  const changed = entries
    .map(([key, inner], index) => [key, index === chosen ? mutate(inner, rest, other) : inner] as const)
    .filter(([, inner]) => inner !== undefined);
  return Array.isArray(value) ? changed.map(([, inner]) => inner) : Object.fromEntries(changed);
};

describe("validation never throws, and what it accepts can be made into settings", () => {
  const whole: unknown = JSON.parse(JSON.stringify(onboarding));
  const words = fc.constantFrom(
    "",
    "id",
    "name",
    "(",
    "{slug}",
    "{x}",
    "python",
    "text",
    "mkdocs-details",
    "*",
    "[",
    "__proto__",
    "constructor",
    "a/../b",
    "regex",
    "when",
  );
  const small: fc.Arbitrary<unknown> = fc.oneof(
    words,
    fc.constantFrom(null, true, -1, 1.5),
    fc.constantFrom<unknown>(
      [],
      {},
      [{}],
      { op: "when" },
      { field: "id" },
      { op: "regex", pattern: "(", with: "" },
    ),
  );

  it("on any JSON value", () => {
    const any = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.dictionary(fc.constantFrom(...Object.keys(onboarding), "__proto__"), fc.jsonValue({ maxDepth: 3 })),
    );
    fc.assert(
      fc.property(any, (value) => typeof accept(value).ok === "boolean"),
      { numRuns: 4000 },
    );
  });

  it("on the repository's config with something changed", () => {
    let accepted = 0;
    const change = fc.tuple(
      fc.array(fc.nat(40), { minLength: 1, maxLength: 7 }),
      fc.option(small, { nil: undefined }),
    );
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const value = changes.reduce<unknown>(
          (current, [way, other]) => mutate(current, way, other) ?? null,
          whole,
        );
        const outcome = accept(value);
        if (outcome.ok) accepted += 1;
        return (
          outcome.ok ||
          outcome.problems.every(
            ({ code, where }) => /^config-[a-z-]+$/.test(code) && where.startsWith("config.json"),
          )
        );
      }),
      { numRuns: 6000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });
});
