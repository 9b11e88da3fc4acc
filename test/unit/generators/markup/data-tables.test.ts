import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TableConfig } from "../../../../src/config/config.gen.ts";
import { inputs } from "../../../support/seed.ts";
import { entry } from "../../given.ts";
import { dataForms } from "./data-forms.ts";
import { a, b, c, models, updated } from "./tables.ts";

const columns: TableConfig["columns"] = [
  { header: "name", value: "{name}", key: true },
  { header: "context", value: "{context}" },
];

const placed = (where: Partial<TableConfig>, more: Partial<TableConfig> = {}): Partial<TableConfig> => ({
  columns,
  ...where,
  ...more,
});

const crlf = (text: string): string => text.replaceAll("\n", "\r\n");

describe("a row comes and a cell changes, and no other byte is another", () => {
  test.each(dataForms)("%s", (_, page, where, before, after) => {
    expect(updated(page, before, [a, b, c], placed(where))).toBe(after);
  });

  test.each(dataForms)("%s, with the line ends of Windows", (_, page, where, before, after) => {
    expect(updated(page, crlf(before), [a, b, c], placed(where))).toBe(crlf(after));
  });
});

test("a value is a row also where most that stands beside it are maps, which are none", () => {
  const file = (...rows: readonly string[]): string => `{\n${rows.map((row) => `  ${row}`).join(",\n")}\n}\n`;
  const [top, end] = ['"--": {"type": "separator"}', '"more": {"href": "/more"}'];
  const where = {
    data: [],
    columns: [
      { header: "@key", value: "{id}", key: true },
      { header: "@value", value: "{name}" },
    ],
  };
  const [ant, bee] = [entry("x/a", { name: "Ant" }), entry("x/b", { name: "Bee" })];
  expect(updated("m.json", file(top, '"x/a": "Ant"', end), [ant, bee], where)).toBe(
    file(top, '"x/a": "Ant"', '"x/b": "Bee"', end),
  );
});

test.each([
  ["x/b: no\nx/c: yes\n", "x/a: yes\nx/b: yes\nx/c: no\n"],
  ['x/b: "no"\nx/c: yes\n', 'x/a: "yes"\nx/b: "yes"\nx/c: no\n'],
  ["x/b: none\nx/c: none\n", 'x/a: "yes"\nx/b: "yes"\nx/c: "no"\n'],
])("truth values of YAML 1.1 stay without quotes where others are: %j", (before, after) => {
  const some = [a, b, c].map(({ id }) => entry(id, { vision: id === "x/c" ? "no" : "yes" }));
  const where = {
    data: [],
    columns: [
      { header: "@key", value: "{id}", key: true },
      { header: "@value", value: "{vision}" },
    ],
  };
  expect(updated("a.yml", before, some, where)).toBe(after);
});

test.each([
  ["a.js", "export default { Bee: 1 };\n", 'export default { Bee: 1, ["__proto__"]: 1 };\n'],
  ["a.js", "export default { 'Bee': 1 };\n", "export default { 'Bee': 1, ['__proto__']: 1 };\n"],
  ["a.json", '{ "Bee": 1 }\n', '{ "Bee": 1, "__proto__": 1 }\n'],
])("in %s no model is the prototype of an object: %j", (page, before, after) => {
  const some = ["__proto__", "Bee"].map((name, at) => entry(`x/${at}`, { name, one: "1" }));
  const where = {
    data: page === "a.js" ? ["default"] : [],
    columns: [
      { header: "@key", value: "{name}", key: true },
      { header: "@value", value: "{one}" },
    ],
  };
  expect(updated(page, before, some, where)).toBe(after);
  expect(updated(page, after, some.slice(1), where, some)).toBe(before);
});

test.each([
  [
    "a.json",
    "[]",
    (tags: string) => `, "tags": ${tags}`,
    (rows: readonly string[]) => `[\n  ${rows.join(",\n  ")}\n]\n`,
  ],
] as const)("what most lists write as empty is written so in %s", (page, none, tagsOf, textOf) => {
  const row = (id: string, tags: string): string => `{ "id": "x/${id}"${tagsOf(tags)} }`;
  const before = textOf([row("a", none), row("b", '["p"]'), row("c", '["p"]')]);
  const some = ["a", "b", "c", "d"].map((id) => entry(`x/${id}`, { tags: id === "c" ? "p" : "" }));
  const where = {
    data: [],
    columns: [
      { header: "id", value: "{id}", key: true },
      { header: "tags", value: "{tags}" },
    ],
  };
  expect(updated(page, before, some, where)).toBe(
    textOf([row("a", none), row("b", none), row("c", '["p"]'), row("d", none)]),
  );
});

describe("comments right above each element go with it", () => {
  const value = (lead: string, mark: string, ids: string, form: (id: string) => string): string =>
    ids
      .split("")
      .map((id) => `${lead}${mark} ${id.toUpperCase()}\n${lead}${form(`x/${id}`)}`)
      .join("");
  test.each<readonly [string, string, readonly string[], (ids: string) => string]>([
    [
      "pairs of a module",
      "a.js",
      ["default"],
      (ids) => `export default {\n${value("  ", "//", ids, (id) => `"${id}": 1,\n`)}};\n`,
    ],
    ["pairs of YAML at the top", "a.yml", [], (ids) => value("", "#", ids, (id) => `${id}: 1\n`)],
    [
      "pairs below a key",
      "a.yml",
      ["all"],
      (ids) => `all:\n${value("  ", "#", ids, (id) => `${id}: 1\n`)}\nb: 1\n`,
    ],
    [
      "pairs apart",
      "a.yml",
      ["all"],
      (ids) => `all:\n${value("  ", "#", ids, (id) => `${id}: 1\n\n`)}b: 1\n`,
    ],
    ["pairs of TOML", "a.toml", ["all"], (ids) => `[all]\n${value("", "#", ids, (id) => `"${id}" = 1\n`)}`],
  ])("%s", (_, page, data, made) => {
    const some = ["a", "b", "c"].map((id) => entry(`x/${id}`, { one: "1" }));
    const where = {
      data: [...data],
      columns: [
        { header: "@key", value: "{id}", key: true },
        { header: "@value", value: "{one}" },
      ],
    };
    const without = (...gone: readonly string[]): string =>
      updated(
        page,
        made("abc"),
        some.filter(({ id }) => !gone.includes(id)),
        where,
        some,
      );
    expect(without("x/b")).toBe(made("ac"));
    expect(without("x/a")).toBe(made("bc"));
    expect(without("x/a", "x/b")).toBe(made("c"));
    expect(without("x/c")).toBe(made("ab"));
  });

  test("but one that only some have stays", () => {
    const before = "# Prices\nx/a: 1\nx/b: 1\n# Old\nx/c: 1\n";
    const some = ["a", "b", "c"].map((id) => entry(`x/${id}`, { one: "1" }));
    const where = {
      data: [],
      columns: [
        { header: "@key", value: "{id}", key: true },
        { header: "@value", value: "{one}" },
      ],
    };
    expect(updated("a.yml", before, some.slice(1), where, some)).toBe("# Prices\nx/b: 1\n# Old\nx/c: 1\n");
  });
});

test.each(dataForms.filter(([, page]) => !/\.(?:mdx?|rst|adoc)$/.test(page)))(
  "a byte order mark before %s stays, whatever comes and goes below it",
  (_, page, where, before, after) => {
    const marked = `\ufeff${before}`;
    expect(updated(page, marked, [a, b, c], placed(where))).toBe(`\ufeff${after}`);
    const gone = updated(page, `\ufeff${after}`, [c], placed(where), [a, b, c]);
    expect(gone.lastIndexOf("\ufeff")).toBe(0);
  },
);

describe("a comment above several elements names their group: what comes stands with its own", () => {
  const makers = [
    ["Acme", ["a", "b", "c"]],
    ["Birch", ["d", "e", "f"]],
  ] as const;
  const text = (
    form: (maker: string, id: string) => string,
    comment: (maker: string) => string,
    ids: string,
    between = "",
  ) =>
    makers
      .map(
        ([maker, all]) =>
          comment(maker) +
          all
            .filter((id) => ids.includes(id))
            .map((id) => form(maker, id))
            .join(between),
      )
      .join(between);
  test.each<readonly [what: string, page: string, made: (ids: string) => string]>([
    [
      "lines of a module",
      "a.js",
      (ids) =>
        `export default [\n${text(
          (maker, id) => `  { id: "${maker}/${id}", n: 1 },\n`,
          (maker) => `  // ${maker}\n`,
          ids,
        )}];\n`,
    ],
    [
      "lines of YAML",
      "a.yml",
      (ids) =>
        text(
          (maker, id) => `- id: ${maker}/${id}\n  n: 1\n`,
          (maker) => `# ${maker}\n`,
          ids,
        ),
    ],
    [
      "lines of YAML that blank ones part",
      "a.yml",
      (ids) =>
        text(
          (maker, id) => `- id: ${maker}/${id}\n  n: 1\n`,
          (maker) => `# ${maker}\n`,
          ids,
          "\n",
        ),
    ],
    [
      "TOML",
      "a.toml",
      (ids) =>
        text(
          (maker, id) => `[[all]]\nid = "${maker}/${id}"\nn = 1\n`,
          (maker) => `# ${maker}\n`,
          ids,
          "\n",
        ),
    ],
  ])("%s", (_, page, made) => {
    const all = makers.flatMap(([maker, ids]) => ids.map((id) => entry(`${maker}/${id}`, { n: 1 })));
    const where = {
      data: page === "a.toml" ? ["all"] : page === "a.js" ? ["default"] : [],
      columns: [
        { header: "id", value: "{id}", key: true },
        { header: "n", value: "{n}" },
      ],
    };
    for (const ids of ["abcef", "abdef", "bcdef", "abcde"])
      expect(updated(page, made(ids), all, where)).toBe(made("abcdef"));
  });
});

test("a list in lines of which nothing stays has no line too many", () => {
  const text = (...ids: readonly string[]): string =>
    `[\n${ids.map((id) => `  { "id": "x/${id}" }`).join(",\n")}\n]\n`;
  const [all, one] = [["k", "l", "m"].map((id) => entry(`x/${id}`, {})), entry("x/z", {})];
  const where = { data: [], columns: [{ header: "id", value: "{id}", key: true }] };
  expect(updated("a.json", text("k", "l", "m"), [one], where, all)).toBe(text("z"));
});

const keyOf = (where: Partial<TableConfig>) => (where.columns ?? columns).slice(0, 1);

const wider = (where: Partial<TableConfig>): TableConfig["columns"] => [
  ...keyOf(where),
  { header: "id", value: "{id}" },
  ...columns.slice(1),
];

test.each(dataForms)(
  "a key that the config adds to %s, and takes out again",
  (_, page, where, before, after) => {
    const wide = updated(page, after, [a, b, c], placed(where, { columns: wider(where) }));
    expect(wide.match(/\bid['"]?(?:: ?| = )['"]?x\/[abc]/g)).toHaveLength(3);
    const without = placed(where, { remove: ["id"] });
    expect(updated(page, wide, [a, b, c], without)).toBe(after);
    expect(updated(page, crlf(wide), [a, b, c], without)).toBe(crlf(after));
    expect(before).not.toContain("x/a");
  },
);

test.each(dataForms)("a key of %s that the config renames", (_, page, where, __, after) => {
  const renamed = [...keyOf(where), { header: "window", was: ["context"], value: "{context}" }];
  const made = updated(page, after, [a, b, c], placed(where, { columns: renamed }));
  expect(made).not.toMatch(/\bcontext['"]?(?::| =)/);
  expect(
    updated(
      page,
      made,
      [a, b, c],
      placed(where, {
        columns: [...keyOf(where), { header: "context", was: ["window"], value: "{context}" }],
      }),
    ),
  ).toBe(after);
});

test.each(dataForms)(
  "the rows of %s go when nobody asks for them any more",
  (_, page, where, before, after) => {
    const gone = updated(page, after, [b, c], placed(where), [a, b, c]);
    expect(gone).toBe(before.replace(/20\b/, "300"));
    expect(updated(page, crlf(after), [b, c], placed(where), [a, b, c])).toBe(crlf(gone));
  },
);

test.each(dataForms)("every model of %s can come and go", (_, page, where, __, after) => {
  const some = models(5);
  const more = updated(page, after, [a, b, c, ...some], placed(where));
  expect(updated(page, more, [a, b, c], placed(where), [a, b, c, ...some])).toBe(after);
});

test.each(dataForms)("a hand edit in %s stays", (_, page, where, __, after) => {
  const edited = after.replace(/1_?00/, "99");
  expect(updated(page, edited, [a, b, c], placed(where), [a, b, c], after)).toBe(edited);
});

/** Names of all that may stand in a value. */
const names = fc
  .array(
    fc.constantFrom(
      ..."M x _ * ` | \\ + < # 日本 :: ' \" , ${x} {a} [ ] } : - & ! % @ ? ~ null true 1e3 0x1 ``` */ </script> \u2028 --- \t".split(
        " ",
      ),
      " ",
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join("").trim());

describe("whatever the models are called", () => {
  test.each(dataForms)(
    "the other lines of %s stay, and a second plan is empty",
    (_, page, where, before, after) => {
      fc.assert(
        fc.property(
          fc.uniqueArray(names, { minLength: 1, maxLength: 4, selector: (name) => name.toLowerCase() }),
          fc.integer({ min: 0, max: 1e6 }),
          (found, context) => {
            const some = found.map((name, index) =>
              entry(`x/r${index}`, { name: `${name} N${index}`, context }),
            );
            const more = updated(page, after, [a, b, c, ...some], placed(where));
            expect(updated(page, more, [a, b, c], placed(where), [a, b, c, ...some])).toBe(after);
            expect(before).not.toBe(after);
          },
        ),
        { numRuns: inputs(100) },
      );
    },
  );
});

test("a list of maps within a row is made as the one beside it is written, and nothing else by a hostile value", () => {
  const where = {
    data: [],
    columns: [
      { header: "name", value: "{name}", key: true },
      { header: "files", value: "- file: {file}\n      size: {size}" },
    ],
  };
  const row = (name: string, file: string, size: string): string =>
    `- name: ${name}\n  files:\n    - file: ${file}\n      size: ${size}\n`;
  const models = (file: string) => [
    entry("x/a", { name: "Ant", file: "a.gguf", size: "1" }),
    entry("x/b", { name: "Bee", file, size: "2" }),
  ];
  const before = row("Ant", "a.gguf", "1");
  expect(updated("m.yml", before, models("b.gguf"), where)).toBe(before + row("Bee", "b.gguf", "2"));
  expect(updated("m.yml", before, models("b\n- name: Cat"), where)).toBe(before);
  expect(updated("m.yml", before, models("b # c"), where)).toBe(before);
});
