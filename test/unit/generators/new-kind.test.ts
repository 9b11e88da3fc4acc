/** A kind of output that isn't one of ours: what it takes to add one is the folder `badge` and a line of the registry. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { command } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";
import { parsePlan } from "../../support/plan.ts";

// The registry line.
vi.mock("../../../generators/index.ts", async (original) => {
  const real = await original<typeof import("../../../generators/index.ts")>();
  const { badgeOutput } = await import("./badge/output.ts");
  return { outputs: [...real.outputs, badgeOutput] };
});

describe("a new kind of output", () => {
  let folder = "";
  const kg = (name: "plan" | "apply", ...options: readonly string[]) =>
    command(name, "--config", join(folder, "kluster-onboard.config.json"), ...options);
  const page = (): string => readFileSync(join(folder, "docs/badges.md"), "utf8");
  const catalog = (...ids: readonly string[]): void =>
    writeFileSync(join(folder, "catalog.json"), JSON.stringify(ids.map((id) => ({ id }))));

  beforeEach(() => {
    folder = emptyFolder();
    writeFileSync(
      join(folder, "kluster-onboard.config.json"),
      JSON.stringify({
        root: "docs",
        catalog: {
          sources: [{ file: "catalog.json" }],
          fields: { id: { path: "id" }, name: { path: "id" } },
        },
        tables: [
          {
            page: "badges.md",
            heading: ["Models"],
            columns: [{ header: "Model", value: "{id}", key: true }],
          },
        ],
        removal: { maxShare: 1 },
      }),
    );
    catalog("ant", "bee");
  });

  test("goes through plan, reports, apply, a second plan, the lock and prune", async () => {
    mkdirSync(join(folder, "docs"));
    writeFileSync(
      join(folder, "docs/badges.md"),
      "# Models\n\n| Model |\n|---|\n| ant |\n| bee |\n\n# Badges\n\n",
    );

    const shown = await kg("plan", "--format", "json");
    expect(shown.err).toBe("");
    const planned = parsePlan(shown.out);
    expect(planned.changes.map(({ kind, reason }) => ({ kind, reason }))).toEqual([
      { kind: "table", reason: "2 badges added." },
    ]);
    expect((await kg("plan")).out).toContain("+ ant in badges");
    expect((await kg("plan", "--format", "markdown")).out).toContain("2 badges added");
    expect((await kg("plan", "--format", "html")).out).toContain("ant in badges");

    expect((await kg("apply")).code).toBe(0);
    expect(page()).toMatch(/# Badges\n\n- badge ant\n- badge bee\n$/);
    expect(readFileSync(join(folder, "docs/.kluster-gen/lock.jsonl"), "utf8")).toMatch(
      /"type":"entry","model":"ant","page":"badges.md"/,
    );
    expect((await kg("plan", "--check")).code).toBe(0);

    catalog("bee");
    expect((await kg("apply", "--prune")).code).toBe(0);
    expect(page()).toMatch(/# Badges\n\n- badge bee\n$/);
    expect((await kg("plan", "--check")).code).toBe(0);
  });
});
