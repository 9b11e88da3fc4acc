import { describe, expect, test } from "vitest";
import { recover } from "../../src/io/apply/apply.ts";
import { faulty } from "./support/faults.ts";
import { folded } from "./support/folded-fs.ts";
import { memoryDisk } from "./support/memory-fs.ts";
import { create, remove, rename, type Scenario, scenarios } from "./support/scenarios.ts";
import { applyOn, endsOf, processOf, root, unlessCrashed } from "./support/sweep.ts";

const recased: readonly Scenario[] = [
  {
    name: "the same text in another case",
    changes: [rename("docs/Auk.py", "docs/auk.py", "old")],
    text: "old",
  },
  {
    name: "other text in another case",
    changes: [rename("docs/Auk.py", "docs/auk.py", "old", "new")],
    text: "new",
  },
  {
    name: "a new file of the name of one that goes",
    changes: [remove("docs/Auk.py", "old"), create("docs/auk.py", "new")],
    text: "new",
  },
].map(({ name, changes, text }) => ({
  name,
  before: { "docs/Auk.py": "old", "docs/b.py": "b" },
  changes,
  state: [],
  after: { "docs/auk.py": text, "docs/b.py": "b" },
}));

describe("where case tells no names apart", () => {
  test.each([...scenarios, ...recased])("$name: all ends as planned", async (scenario) => {
    const disk = memoryDisk(scenario.before);
    const { status, problems } = await applyOn(folded(disk.fs), processOf(1), scenario);
    expect({ status, problems, tree: disk.tree() }).toEqual({
      status: "complete",
      problems: [],
      tree: endsOf(scenario).after,
    });
  });

  test.each(recased)("$name: a run that dies at any call is finished by the next", async (scenario) => {
    const { before, after } = endsOf(scenario);
    let finished = 0;
    for (let died = 0; ; died += 1) {
      const disk = memoryDisk(scenario.before);
      const dying = faulty(folded(disk.fs), (at) => (at === died ? { kind: "crash-after" } : undefined));
      const ended = await unlessCrashed(() => applyOn(dying.fs, processOf(1), scenario));
      if (ended !== "crashed") break;
      const { status } = await recover({ root, fs: folded(disk.fs), host: processOf(2) });
      expect(status).toBe("complete");
      const texts = Object.entries(disk.tree()).filter(([path]) => path.startsWith("docs/"));
      expect([before, after], `died at ${died}`).toContainEqual(Object.fromEntries(texts));
      finished += 1;
    }
    expect(finished).toBeGreaterThan(10);
  });
});
