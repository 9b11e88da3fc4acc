import { describe, expect, test } from "vitest";
import { lockPath } from "../../../../src/lock/file.ts";
import { makeWorld, template, type World } from "./world.ts";

const alpha = { id: "a/Alpha", name: "Alpha" };
const beta = { id: "b/Beta", name: "Beta" };
const file = ".snippets/chat-beta.py";

const applied = async (): Promise<World> => {
  const world = makeWorld([alpha, beta]);
  await world.apply();
  return world;
};

describe("adoption", () => {
  const handwritten = async (): Promise<World> => {
    const world = await applied();
    world.remove(lockPath);
    world.write(file, '# Ours.\nask("b/Beta")\n');
    world.edit("guide.md", '??? example "Beta"', '??? example "Our Beta"');
    return world;
  };

  test("changes nothing, in plan and in apply", async () => {
    const world = await handwritten();
    const docs = world.tree();
    expect((await world.plan("--check")).code).toBe(0);
    expect(world.exists(lockPath)).toBe(false);
    expect((await world.apply()).changes).toEqual([]);
    expect(world.tree()).toEqual(docs);
    expect(world.exists(lockPath)).toBe(true);
  });

  test("records what people wrote as theirs: it never follows a template or the catalog", async () => {
    const world = await handwritten();
    await world.apply();
    world.template(template.replace("# Ask.", "# Ask away."));
    world.catalog([alpha, { ...beta, name: "Beta 2" }]);
    await world.apply();
    expect(world.read(file)).toBe('# Ours.\nask("b/Beta")\n');
    expect(world.read("guide.md")).toContain('??? example "Our Beta"');
    expect(world.read(".snippets/chat-alpha.py")).toContain("# Ask away.");
  });

  test("records as the tool's what is exactly as it would make it", async () => {
    const world = await handwritten();
    await world.apply();
    const owners = world
      .read(lockPath)
      .split("\n")
      .filter((line) => line.startsWith('{"type":"file"'))
      .map((line) => /"path":"([^"]*)","owner":"(\w+)"/.exec(line)?.slice(1).join(" "));
    expect(owners).toEqual([".snippets/chat-alpha.py tool", ".snippets/chat-beta.py people"]);
  });
});

describe("a hand edit of a snippet", () => {
  test("stays, and is no change", async () => {
    const world = await applied();
    world.edit(file, "# Show.", "# Show it to Ada.");
    expect((await world.plan("--check")).code).toBe(0);
    await world.apply();
    expect(world.read(file)).toContain("# Show it to Ada.");
  });

  test.each<[string, (world: World) => void, string]>([
    ["template", (world) => world.template(template.replace("# Ask.", "# Ask away.")), "# Ask away."],
    ["data", (world) => world.catalog([alpha, { ...beta, context: "16k" }]), 'context = "16k"'],
  ])("is merged with a change of its %s, again and again", async (_, change, wanted) => {
    const world = await applied();
    world.edit(file, "# Show.", "# Show it to Ada.");
    change(world);
    const { told } = await world.apply();
    expect(told.find(({ what }) => what === `update ${file}`)?.reason).toMatch(/The hand edit is kept\.$/);
    expect(world.read(file)).toContain("# Show it to Ada.");
    expect(world.read(file)).toContain(wanted);
    expect((await world.plan("--check")).code).toBe(0);

    world.template(template.replace("client = OpenAI()", "client = OpenAI(timeout=9)"));
    world.catalog([alpha, beta]);
    await world.apply();
    const text = template.replace("client = OpenAI()", "client = OpenAI(timeout=9)");
    expect(world.read(file)).toBe(
      text
        .replace("<%= it.id %>", '"b/Beta"')
        .replace("<%= it.fields.context %>", '"8k"')
        .replace("# Show.", "# Show it to Ada."),
    );
  });

  test("that is the template's own change is taken for it", async () => {
    const world = await applied();
    world.edit(file, "# Ask.", "# Ask away.");
    world.template(template.replace("# Ask.", "# Ask away."));
    expect((await world.apply()).changes).toEqual(["update .snippets/chat-alpha.py"]);
    world.template(template);
    expect((await world.apply()).changes).toHaveLength(2);
  });

  test("that only changed the line endings is merged, and they stay", async () => {
    const world = await applied();
    world.write(file, `${world.read(file).replaceAll("\n", "\r\n")}# Ours.\r\n`);
    world.template(template.replace("# Ask.", "# Ask away."));
    expect((await world.apply()).code).toBe(0);
    expect(world.read(file).replaceAll("\r\n", "")).not.toContain("\n");
    expect(world.read(file)).toMatch(/# Ask away\.\r\n[^]*# Ours\.\r\n$/);
    expect((await world.plan("--check")).code).toBe(0);
  });
});

describe("a hand edit in the way of a change", () => {
  const inTheWay = async (): Promise<World> => {
    const world = await applied();
    world.edit(file, "# Ask.", "# Ask Ada.");
    world.template(template.replace("# Ask.", "# Ask away."));
    return world;
  };

  test("blocks it with exit 3: the file stays byte for byte, and everything else is done", async () => {
    const world = await inTheWay();
    const text = world.read(file);
    const { code, told } = await world.apply();
    expect(code).toBe(3);
    expect(told.map(({ what, cause }) => `${cause}: ${what}`)).toEqual([
      "template: update .snippets/chat-alpha.py",
      `template: blocked ${file}`,
    ]);
    expect(world.read(file)).toBe(text);
    expect([...world.tree().keys()]).toEqual([".snippets/chat-alpha.py", file, "guide.md"]);
  });

  test("is told with both diffs", async () => {
    const world = await inTheWay();
    const { out } = await world.run("plan");
    expect(out).toMatch(/the hand edit:[^]*-# Ask\.\s+\+# Ask Ada\.[^]*what would change:[^]*\+# Ask away\./);
  });

  test("stays told until one side gives way", async () => {
    const world = await inTheWay();
    await world.apply();
    const again = await world.apply();
    expect({ code: again.code, changes: again.changes }).toEqual({ code: 3, changes: [`blocked ${file}`] });
    world.template(template);
    expect((await world.apply()).code).toBe(0);
    expect(world.read(file)).toContain("# Ask Ada.");
  });

  test("names the same cause in every run", async () => {
    const world = await applied();
    world.edit(file, 'context = "8k"', "context = None");
    world.catalog([alpha, { ...beta, context: "16k" }]);
    for (let run = 0; run < 3; run += 1) {
      const blocked = (await world.apply()).told.find(({ what }) => what.startsWith("blocked"));
      expect(blocked).toMatchObject({ cause: "catalog", what: `blocked ${file}` });
    }
  });

  test("gives way to --replace, for the models that it names", async () => {
    const world = await inTheWay();
    world.edit(".snippets/chat-alpha.py", "# Show.", "# Show it to Ada.");
    const { changes, code } = await world.apply("--replace", "--model", "b/Beta");
    expect({ changes, code }).toEqual({ changes: [`update ${file}`], code: 0 });
    expect(world.read(file)).toContain("# Ask away.");
    expect(world.read(file)).not.toContain("Ada");
    await world.apply();
    expect(world.read(".snippets/chat-alpha.py")).toContain("# Show it to Ada.");
  });
});

test("entries of one title stay each with its model, by the body that was made for it", async () => {
  const twins = [alpha, beta].map((model) => ({ ...model, name: "Twin" }));
  const world = makeWorld(twins);
  await world.apply();
  const before = world.read("guide.md");
  world.catalog([...twins].reverse());
  await world.apply();
  expect(world.read("guide.md")).toBe(before);
});
