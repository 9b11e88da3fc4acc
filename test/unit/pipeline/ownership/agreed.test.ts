import { expect, test } from "vitest";
import { lockPath } from "../../../../src/lock/file.ts";
import { commandIn } from "../../../support/command.ts";
import { makeWorld } from "./world.ts";

const alpha = { id: "a/Alpha", name: "Alpha" };
const beta = { id: "b/Beta", name: "Beta" };
const page = "guide.md";
const [first, second] = ["| **Alpha** | 8k | A model. |\n", "| **Beta** | 8k | A model. |\n"];
const entries = ["Alpha", "Beta"].map(
  (name) =>
    `??? example "${name}"\n\n    \`\`\`python\n    --8<-- 'chat-${name.toLowerCase()}.py'\n    \`\`\`\n`,
);

test.each<[what: string, from: string, to: string, rule: string]>([
  ["rows in people's order", first + second, second + first, "row-order"],
  ["entries in people's order", entries.join("\n"), entries.toReversed().join("\n"), "entry-order"],
  ["a row of people's", second, `${second}| **Ours** | 1k | Our own. |\n`, "row-orphan"],
])("plan and check both leave %s to them", async (_, from, to, rule) => {
  const world = makeWorld([alpha, beta]);
  await world.apply();
  const text = world.read(page);
  world.edit(page, from, to);
  const check = () => commandIn(world.folder, "check");
  for (const locked of [true, false]) {
    if (!locked) {
      world.remove(lockPath);
      await world.apply();
    }
    expect(await world.plan("--check")).toMatchObject({ code: 0, changes: [] });
    const { code, out } = await check();
    expect(out).toContain(`warning  ${rule}`);
    expect(code).toBe(0);
  }
  world.write(page, text);
  expect((await check()).out).toMatch(/^No findings/);
});

test("what the policy asks to go is an error for check, too", async () => {
  const world = makeWorld([alpha, beta], { removal: { policy: "prune", maxShare: 1 } });
  await world.apply();
  world.catalog([alpha]);
  expect((await world.plan("--check")).code).toBe(2);
  const { out } = await commandIn(world.folder, "check");
  expect(out).toContain('error  row-orphan  No model of the catalog that is documented is called "Beta".');
});
