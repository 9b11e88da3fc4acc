import { expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { lockPath } from "../../../../src/lock/file.ts";
import { makeWorld } from "./world.ts";

const [alpha, beta] = ["Alpha", "Beta"].map((name) => ({ id: `x/${name}`, name }));

const config: Partial<Config> = {
  ...{ snippets: [], sections: [], tables: [] },
  navigation: [
    {
      file: "nav.yml",
      path: ["nav"],
      item: { "{name}": "models/{slug}.md" },
      key: "{name}",
      order: { by: "name" },
    },
  ],
};

const list = (...names: readonly string[]): string =>
  `nav:\n${["Overview: models/index.md", ...names.map((name) => `${name}: models/${name.toLowerCase()}.md`), "Prices: prices.md"].map((line) => `  - ${line}\n`).join("")}`;

test.each<
  [
    lock: boolean,
    given: readonly string[],
    code: number,
    told: readonly string[],
    kept: boolean,
    goes: boolean,
  ]
>([
  [true, [], 0, [], true, false],
  [true, ["--prune"], 0, [], true, false],
  [true, ["--prune", "--claim", "all"], 2, [], false, true],
  [false, [], 0, [], false, false],
  [false, ["--prune"], 2, ["elements-unknown"], false, false],
  [false, ["--prune", "--claim", "none"], 0, ["elements-unknown"], false, false],
  [false, ["--prune", "--claim", "all"], 2, [], false, true],
])(
  "an element beside those of models that is none's (lock: %j, %j): --check ends with %i",
  async (lock, given, code, told, kept, goes) => {
    const world = makeWorld([alpha!, beta!], config);
    world.write("nav.yml", list("Alpha", "Beta", "Emu"));
    await world.apply();
    if (!lock) world.remove(lockPath);
    const checked = await world.plan("--check", ...given);
    expect([checked.code, checked.problems]).toEqual([code, told]);
    expect((await world.run("plan", ...given)).out.includes('differs: 1 element of no model ("Emu")')).toBe(
      kept,
    );
    await world.apply(...given);
    expect(world.read("nav.yml")).toBe(goes ? list("Alpha", "Beta") : list("Alpha", "Beta", "Emu"));
  },
);

test.each<[ways: readonly (readonly string[])[]]>([[[["--claim", "all"]]], [[[], ["--claim", "all"]]]])(
  "an element with a part of people's follows the catalog where it is claimed, at once or later (%j)",
  async (ways) => {
    const item = ({ name }: { name: string }, label = name): string =>
      `  - label: ${label}\n    slug: models/${name.toLowerCase()}\n${name === "Beta" ? "    badge: New\n" : ""}`;
    const text = (label: string): string => `nav:\n${item(alpha!)}${item(beta!, label)}`;
    const world = makeWorld([alpha!, beta!], {
      ...config,
      navigation: [
        {
          ...{ file: "nav.yml", path: ["nav"], key: "slug" },
          item: { label: "{name}", slug: "models/{slug}" },
          order: { by: "name" },
        },
      ],
    });
    world.write("nav.yml", `nav:\n${item(alpha!)}${item(beta!).replace("    badge: New\n", "")}`);
    await world.apply();
    world.write("nav.yml", text("Beta"));
    world.catalog([alpha, { ...beta, name: "Beta Two" }]);
    for (const way of ways) expect(await world.apply(...way)).toMatchObject({ code: 0 });
    expect(world.read("nav.yml")).toBe(text("Beta Two"));
    world.catalog([alpha]);
    await world.apply("--prune", "--accept-catalog");
    expect(world.read("nav.yml")).toBe(`nav:\n${item(alpha!)}`);
  },
);
