import { expect, test } from "vitest";
import { check, makeWorld, template, type World } from "./world.ts";

/** Files that people wrote before: what is told of them, by plan and check alike. */

const file = ".snippets/chat-alpha.py";
const own = '# Ours.\nask("a/Alpha", context="8k")\n';
const alpha = { id: "a/Alpha", name: "Alpha" };
const made = template.replace("<%= it.id %>", '"a/Alpha"').replace("<%= it.fields.context %>", '"8k"');

type Step = (world: World) => unknown;
const apply: Step = (world) => world.apply();
const catalog =
  (fields: object): Step =>
  (world) =>
    world.catalog([{ ...alpha, ...fields }]);
const write =
  (text: string): Step =>
  (world) =>
    world.write(file, text);

const claimed: Step = (world) => world.apply("--claim", "all");

test.each<[what: string, first: string, steps: readonly Step[], kept: boolean, isBehind: boolean]>([
  ["is listed", own, [], true, false],
  ["is listed when it is recorded", own, [apply], true, false],
  ["is the tool's where it is as it would be made", made, [apply], false, false],
  ["isn't behind for what its template doesn't show", own, [apply, catalog({ about: "New." })], true, false],
  ["is behind for what its template shows", own, [apply, catalog({ context: "64k" })], true, true],
  ["stays behind", own, [apply, catalog({ context: "64k" }), apply, apply], true, true],
  ["follows by hand", own, [apply, catalog({ context: "64k" }), apply, write("# 64k\n"), apply], true, false],
  [
    "that was edited before the change is told once",
    own,
    [apply, write("#\n"), catalog({ context: "64k" })],
    true,
    true,
  ],
  [
    "needn't follow what the catalog takes back",
    own,
    [apply, catalog({ context: "64k" }), apply, catalog({})],
    true,
    false,
  ],
  ["is written as it would be made", own, [apply, write(made)], false, false],
  [
    "isn't behind for another template",
    own,
    [apply, (world) => world.template(`${template}#\n`)],
    true,
    false,
  ],
  ["is listed where it is claimed and differs", own, [claimed], true, false],
  [
    "isn't listed when it was claimed and is written",
    own,
    [claimed, catalog({ context: "64k" }), apply],
    false,
    false,
  ],
  ["of the tool with a hand edit", made, [apply, write(`${made}# Ours.\n`)], true, false],
  [
    "of the tool with a hand edit, merged",
    made,
    [apply, write(`${made}# Ours.\n`), catalog({ context: "64k" })],
    true,
    false,
  ],
])("a file that %s", async (_, first, steps, kept, isBehind) => {
  const world = makeWorld([alpha]);
  world.write(file, first);
  for (const step of steps) await step(world);
  const planned = await world.run("plan", "--verbose");
  const checked = await check(world);
  for (const { out, err } of [planned, checked]) {
    expect(/although it differs: .*1 file\b/.test(out)).toBe(kept);
    expect(err.includes("[file-behind]")).toBe(isBehind);
  }
  expect(planned.out.includes(`= ${file} (a/Alpha)`)).toBe(kept);
});

test("what a guard holds of a file with a hand edit waits as that of others does", async () => {
  const world = makeWorld([alpha], { policy: {} });
  world.write(file, made);
  await world.apply();
  world.edit(file, "# Show.", "# Show it.");
  world.catalog([{ ...alpha, context: "2k" }]);
  const { code, out } = await world.run("apply", "--yes", "--no-fsync");
  expect(code).toBe(3);
  expect(out).toContain(`! ${file}  Held: `);
  expect(world.read(file)).toContain('context = "8k"');
});
