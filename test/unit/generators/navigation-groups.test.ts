import { describe, expect, test } from "vitest";
import { groupedLists } from "../../../generators/navigation/groups.ts";
import { linkerOf } from "../../../generators/placing/links.ts";
import { planNavFile } from "../../../generators/navigation/index.ts";
import { readYaml } from "../../../generators/data/yaml.ts";
import type { NavigationConfig } from "../../../src/config/config.gen.ts";
import { readJsModule } from "../../../src/text/data/js-module.ts";
import { readJsonc } from "../../../src/text/data/json.ts";
import { emptyLock, recordKey } from "../../../src/model/lock.ts";
import { entry, lines, past, settings, tree } from "../given.ts";

const of = (owner: string, id: string) => entry(`${owner.toLowerCase()}/${id}`, { owner });

const mint: NavigationConfig = {
  file: "mint.json",
  path: ["groups"],
  item: "models/{slug}",
  group: { by: "owner", path: [{ group: "{group}" }, "pages"] },
};
const mkdocs: NavigationConfig = {
  file: "mkdocs.yml",
  path: ["nav", "Models"],
  item: { "{slug}": "models/{slug}.md" },
  group: { by: "owner", path: ["{group}"] },
};
const sidebar: NavigationConfig = {
  file: "sidebars.js",
  path: ["docs"],
  item: "models/{slug}",
  group: { by: "owner", path: [{ label: "{group}" }, "items"] },
};

/** Plans the groups of a file, where these models are known from before. */
const run = (
  nav: NavigationConfig,
  models: ReturnType<typeof of>[],
  text: string,
  former = models,
  known = past(),
) => {
  const made = settings({ navigation: [nav] });
  const planned = planNavFile(
    groupedLists(made.navigation, [...models, ...former]),
    tree({ [nav.file]: text }).get(nav.file),
    {
      entries: models,
      past: known,
      linker: linkerOf(made, [], [], known.lock),
      renamings: [],
      readers: { json: readJsonc, js: readJsModule, yaml: readYaml, toml: undefined },
      file: "c",
    },
  );
  return { planned, text };
};

const plan = (...given: Parameters<typeof run>) => {
  const { planned, text } = run(...given);
  return {
    text: planned.ok ? (planned.value?.change.content ?? text) : undefined,
    codes: planned.problems.map(({ code }) => code),
  };
};

/** What of models that no lock knows is left. */
const leftIn = (...given: Parameters<typeof run>) => {
  const { planned } = run(...given);
  const orphans = planned.ok ? (planned.value?.orphans ?? []) : [];
  return orphans.flatMap(({ names, isUnlike }) => (isUnlike === true ? [] : names));
};

const two = [of("Acme", "auk"), of("Cog", "kea")];

describe("a new group is made as the one beside it", () => {
  test.each<[string, NavigationConfig, string, string]>([
    [
      "in JSON, at its place among sorted ones; what others have is theirs",
      mint,
      lines(
        "{",
        '  "groups": [',
        '    { "group": "Start", "pages": ["index"] },',
        '    { "group": "Acme", "icon": "box", "pages": ["models/auk"] },',
        '    { "group": "Cog", "icon": "box", "pages": ["models/kea"] }',
        "  ]",
        "}",
      ),
      lines(
        "{",
        '  "groups": [',
        '    { "group": "Start", "pages": ["index"] },',
        '    { "group": "Acme", "icon": "box", "pages": ["models/auk"] },',
        '    { "group": "Bolt", "icon": "box", "pages": ["models/owl"] },',
        '    { "group": "Cog", "icon": "box", "pages": ["models/kea"] }',
        "  ]",
        "}",
      ),
    ],
    [
      "in YAML, last where they aren't sorted; comments stay",
      mkdocs,
      lines(
        "nav:",
        "  - Models:",
        "    - Cog: # the first",
        "      - kea: models/kea.md",
        "    - Acme:",
        "      - auk: models/auk.md",
        "    # the end",
        "  - About: about.md",
      ),
      lines(
        "nav:",
        "  - Models:",
        "    - Cog: # the first",
        "      - kea: models/kea.md",
        "    - Acme:",
        "      - auk: models/auk.md",
        "    - Bolt:",
        "      - owl: models/owl.md",
        "    # the end",
        "  - About: about.md",
      ),
    ],
    [
      "in JavaScript, with the quotes and commas of the one beside it",
      sidebar,
      lines(
        "module.exports = {",
        "  docs: [",
        "    {",
        "      label: 'Acme',",
        "      link: '/models/acme',",
        "      items: [",
        "        'models/auk',",
        "      ],",
        "    },",
        "  ],",
        "};",
      ),
      lines(
        "module.exports = {",
        "  docs: [",
        "    {",
        "      label: 'Acme',",
        "      link: '/models/acme',",
        "      items: [",
        "        'models/auk',",
        "      ],",
        "    },",
        "    {",
        "      label: 'Bolt',",
        "      link: '/models/bolt',",
        "      items: [",
        "        'models/owl',",
        "      ],",
        "    },",
        "  ],",
        "};",
      ),
    ],
  ])("%s", (_, nav, before, after) => {
    const models = [...(nav === sidebar ? two.slice(0, 1) : two), of("Bolt", "owl")];
    expect(plan(nav, models, before)).toEqual({ text: after, codes: [] });
    expect(plan(nav, models, after)).toEqual({ text: after, codes: [] });
    const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
    expect(plan(nav, models, crlf(before)).text).toBe(crlf(after));
  });

  test("a hostile name stays a text of its language", () => {
    const name = '"], "x": ["\n- y: &z';
    const hostile = entry("b/owl", { owner: name });
    const { text } = plan(
      mint,
      [two[0] ?? hostile, hostile],
      '{"groups": [{"group": "Acme", "pages": ["models/auk"]}]}',
    );
    expect(JSON.parse(text ?? "")).toEqual({
      groups: [
        { group: '"], "x": [" - y: &z', pages: ["models/owl"] },
        { group: "Acme", pages: ["models/auk"] },
      ],
    });
  });

  test("what each group has of its own is taken over and told", () => {
    const { text, codes } = plan(
      mint,
      [...two, of("Bolt", "owl")],
      '{"groups": [{"group": "Acme", "icon": "wing", "pages": ["models/auk"]}, {"group": "Cog", "icon": "gear", "pages": ["models/kea"]}]}',
    );
    expect(text).toContain('{"group": "Bolt", "icon": "wing", "pages": ["models/owl"]}');
    expect(codes).toEqual(["nav-group-copied"]);
  });

  test("a value that is called as one group by chance isn't made of another's name", () => {
    const { text, codes } = plan(
      mint,
      [...two, of("Dot", "owl")],
      '{"groups": [{"group": "Acme", "icon": "wing", "pages": ["models/auk"]}, {"group": "Cog", "icon": "cog", "pages": ["models/kea"]}]}',
    );
    expect(text).toContain('{"group": "Dot", "icon": "cog", "pages": ["models/owl"]}');
    expect(codes).toEqual(["nav-group-copied"]);
  });

  test("a comment in one group isn't another's, and a name in a word is none", () => {
    const groups = (...all: readonly string[]): string =>
      lines("nav:", "  - Models:", ...all.map((each) => `      ${each}`));
    const ai = [of("AI", "auk"), of("Cog", "kea")];
    const nav = { ...mkdocs, group: { by: "owner", path: ["{group}", "items"] } };
    const ours = ["- AI:", "    icon: mail # ours", "    items:", "      - auk: models/auk.md"];
    const theirs = (name: string, id: string) => [
      `- ${name}:`,
      "    icon: mail",
      "    items:",
      `      - ${id}: models/${id}.md`,
    ];
    expect(plan(nav, [...ai, of("Bolt", "owl")], groups(...ours, ...theirs("Cog", "kea")))).toEqual({
      text: groups(...ours, ...theirs("Bolt", "owl"), ...theirs("Cog", "kea")),
      codes: [],
    });
  });

  test.each([
    [
      mint,
      '{"groups": [{"group": "Start", "pages": ["index"]}]}',
      '{"groups": [{"group": "Start", "pages": ["index"]}, {"group": "Acme", "pages": ["models/auk"]}, {"group": "Cog", "pages": ["models/kea"]}]}',
    ],
    [
      mint,
      '{\n  "groups": []\n}\n',
      '{\n  "groups": [\n    {\n      "group": "Acme",\n      "pages": [\n        "models/auk"\n      ]\n    },\n    {\n      "group": "Cog",\n      "pages": [\n        "models/kea"\n      ]\n    }\n  ]\n}\n',
    ],
    [
      mkdocs,
      lines("nav:", "  - Models:", "      - All: models.md"),
      lines(
        "nav:",
        "  - Models:",
        "      - All: models.md",
        "      - Acme:",
        "          - auk: models/auk.md",
        "      - Cog:",
        "          - kea: models/kea.md",
      ),
    ],
    [
      mkdocs,
      lines("nav:", "  - Models: []"),
      lines(
        "nav:",
        "  - Models:",
        "      - Acme:",
        "          - auk: models/auk.md",
        "      - Cog:",
        "          - kea: models/kea.md",
      ),
    ],
    [
      sidebar,
      'module.exports = {\n  docs: ["index"],\n};\n',
      'module.exports = {\n  docs: ["index", {\n    label: "Acme",\n    items: [\n      "models/auk"\n    ]\n  }, {\n    label: "Cog",\n    items: [\n      "models/kea"\n    ]\n  }],\n};\n',
    ],
  ])("where none is there, of its path alone (%#)", (nav, before, after) => {
    expect(plan(nav, two, before)).toEqual({ text: after, codes: [] });
  });

  test("where that takes more than its path says it is a problem, and nothing is written", () => {
    const text = '{"groups": [{"group": "Start", "pages": ["index"]}]}';
    const deep = { ...mint, group: { by: "owner", path: [{ group: "{group}" }, "pages", "items"] } };
    expect(plan(deep, two, text)).toEqual({ text, codes: ["nav-not-found", "nav-not-found"] });
  });
});

describe("a group that no model is in any more, where no lock knows of one", () => {
  test.each<[string, NavigationConfig, string, readonly string[]]>([
    [
      "what lies beside pages of models is left, but for an overview and models of other groups",
      mint,
      '{"groups": [{"group": "Acme", "pages": ["models/auk"]}, {"group": "Old", "pages": ["models/elk", "models/index", "models/auk", "guides/x"]}]}',
      ["models/elk"],
    ],
    [
      "in folders of makers, by the path of the items",
      { ...mint, item: "m/{owner}/{slug}" },
      '{"groups": [{"group": "Acme", "pages": ["m/Acme/auk"]}, {"group": "Old", "pages": ["m/Old/elk", "models"]}]}',
      ["m/Old/elk"],
    ],
    [
      "in YAML, where a group is a key",
      mkdocs,
      lines(
        "nav:",
        "  - Models:",
        "      - Acme:",
        "          - auk: models/auk.md",
        "      - Old:",
        "          - elk: models/elk.md",
        "      - Guides:",
        "          - Start: guides/start.md",
      ),
      ["models/elk.md"],
    ],
    [
      "beside others of a group that has models, in a folder of its own",
      { ...mint, item: "m/{slug}/{owner}" },
      '{"groups": [{"group": "Acme", "pages": ["m/auk/Acme", "m/elk/Acme"]}]}',
      ["m/elk/Acme"],
    ],
  ])("%s", (_, nav, text, left) => {
    expect(leftIn(nav, [of("Acme", "auk")], text)).toEqual(left);
  });
});

test("an element that people moved to another group goes with its model, an edited one stays", () => {
  const place = "groups › group: Acme › pages";
  const record = {
    type: "entry",
    model: "acme/owl",
    page: "mint.json",
    place,
    title: '"models/owl"',
  } as const;
  const left = { type: "model", model: "acme/owl", fields: { name: "Owl" }, absent: 1 } as const;
  const known = past({
    lock: { ...emptyLock, entries: new Map([[recordKey(record), record]]) },
    gone: [{ record: left, absent: 1, action: "prune" }],
  });
  const text = (...pages: readonly string[]) =>
    `{"groups": [{"group": "Acme", "pages": ["models/auk"]}, {"group": "Cog", "pages": ${JSON.stringify(pages)}}]}`;
  for (const [page, after] of [
    ["models/owl", []],
    ["models/owl-2", ["models/owl-2"]],
  ] as const)
    expect(plan(mint, two, text(page, "models/kea").replace(",", ", "), two, known).text).toBe(
      text(...after, "models/kea").replace(",", ", "),
    );
});
