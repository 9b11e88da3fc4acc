import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inputs } from "../../../support/seed.ts";
import { isLeft } from "../../../../src/model/problem.ts";
import {
  check as judge,
  type Model,
  openWorld,
  rowsOf,
  template,
  titlesOf,
  type World,
  worldIn,
} from "./world.ts";

// The model: what a person wrote and where it must still be, and which catalog and template are in force.
type State = {
  readonly world: World;
  models: readonly Model[];
  body: string;
  /** Lines that people put into snippets, words that they put into titles and cells. */
  readonly words: Map<string, "snippet" | "title" | "cell">;
  step: number;
};

type Step =
  | { readonly type: "add" | "remove" | "reorder"; readonly pick: number }
  | { readonly type: "rename" | "context" | "about"; readonly pick: number; readonly value: number }
  | { readonly type: "template"; readonly line: number }
  | { readonly type: "insert" | "replace"; readonly pick: number; readonly line: number }
  | { readonly type: "retitle" | "cell" | "sort" | "copy"; readonly pick: number }
  | { readonly type: "apply" };

const pool: readonly Model[] = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"].map((name) => ({
  id: `x/${name}`,
  name,
}));

const pick = fc.nat(5);
const line = fc.nat(12);
const value = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constantFrom("add" as const, "remove" as const, "reorder" as const), pick }),
  fc.record({
    type: fc.constantFrom("rename" as const, "context" as const, "about" as const),
    pick,
    value,
  }),
  fc.record({ type: fc.constant("template" as const), line }),
  fc.record({ type: fc.constantFrom("insert" as const, "replace" as const), pick, line }),
  fc.record({
    type: fc.constantFrom("retitle" as const, "cell" as const, "sort" as const, "copy" as const),
    pick,
  }),
  fc.record({ type: fc.constant("apply" as const) }),
);

const page = "guide.md";
const flags = ["--accept-catalog", "--prune"];

const changeModel = (state: State, at: number, change: (model: Model) => Model): void => {
  const chosen = state.models[at % Math.max(1, state.models.length)];
  state.models = state.models.map((model) => (model === chosen ? change(model) : model));
  state.world.catalog(state.models);
};

/** Edits one of the items of a list in a text, where there is any. */
const editOne = (
  state: State,
  items: readonly string[],
  at: number,
  change: (item: string) => string,
): void => {
  const item = items[at % Math.max(1, items.length)];
  if (item !== undefined) state.world.edit(page, item, change(item));
};

const lineOf = (text: string, at: number, change: (line: string) => string): string => {
  const lines = text.split("\n");
  const index = at % lines.length;
  return lines.map((each, position) => (position === index ? change(each) : each)).join("\n");
};

/** A snippet is edited by hand; a word that another edit takes away is its author's own loss. */
const editSnippet = (state: State, at: number, word: string, change: (text: string) => string): void => {
  const { world, words } = state;
  const paths = [...world.tree().keys()].filter((path) => path.endsWith(".py"));
  const path = paths[at % Math.max(1, paths.length)];
  if (path === undefined) return;
  const before = world.read(path);
  const after = change(before);
  for (const [word, where] of words)
    if (where === "snippet" && before.includes(word) && !after.includes(word)) words.delete(word);
  world.write(path, after);
  words.set(word, "snippet");
};

const act = async (state: State, action: Step): Promise<void> => {
  const { world, words } = state;
  state.step += 1;
  const word = `word${state.step}.`;
  switch (action.type) {
    case "add": {
      const model = pool.find(({ id }) => !state.models.some((other) => other.id === id));
      if (model !== undefined) state.models = [...state.models, model];
      world.catalog(state.models);
      break;
    }
    case "remove":
      if (state.models.length > 1)
        state.models = state.models.filter((_, index) => index !== action.pick % state.models.length);
      world.catalog(state.models);
      break;
    case "reorder":
      state.models = [...state.models.slice(action.pick), ...state.models.slice(0, action.pick)];
      world.catalog(state.models);
      break;
    case "rename":
      changeModel(state, action.pick, (model) => ({
        ...model,
        name: `${model.name.charAt(0)} ${action.value}`,
      }));
      break;
    case "context":
      changeModel(state, action.pick, (model) => ({ ...model, context: `${action.value}k` }));
      break;
    case "about":
      changeModel(state, action.pick, (model) => ({ ...model, about: `About ${action.value}` }));
      break;
    case "template":
      state.body = lineOf(state.body, action.line, (text) => `${text}\n# template ${state.step}`);
      world.template(state.body);
      break;
    case "insert":
      editSnippet(state, action.pick, word, (text) =>
        lineOf(text, action.line, (old) => `# ${word}\n${old}`),
      );
      break;
    case "replace":
      editSnippet(state, action.pick, word, (text) => lineOf(text, action.line, () => `# ${word}`));
      break;
    case "retitle": {
      const titles = titlesOf(world.read(page)).map((title) => `??? example "${title}"`);
      editOne(state, titles, action.pick, (title) => `${title.slice(0, -1)} ${word}"`);
      if (titles.length > 0) words.set(word, "title");
      break;
    }
    case "cell": {
      const rows = rowsOf(world.read(page)).map((cells) => `| ${cells.join(" | ")} |`);
      editOne(state, rows, action.pick, (row) => `${row.slice(0, -2)} ${word} |`);
      if (rows.length > 0) words.set(word, "cell");
      break;
    }
    case "sort":
    case "copy": {
      const rows = rowsOf(world.read(page)).map((cells) => `| ${cells.join(" | ")} |\n`);
      const row = rows[action.pick % Math.max(1, rows.length)];
      const [first] = rows;
      if (row === undefined || first === undefined || row === first) break;
      if (action.type === "sort") world.edit(page, row, "");
      world.edit(page, first, row + first);
      break;
    }
    case "apply":
      await check(state);
  }
};

/**
 * (a) whatever a person wrote is there after an apply, blocked or not; (b) then nothing is left to do; (c) it is said
 * to be in step just where `check` finds nothing.
 */
const check = async ({ world, words }: State): Promise<number> => {
  const { code, err } = await world.apply(...flags);
  expect([0, 3], err).toContain(code);
  const all = [...world.tree().values()].join("\n");
  for (const word of words.keys()) expect(all).toContain(word);
  const after = await world.plan("--check", ...flags);
  expect(after.code).toBe(code);
  expect(after.changes.filter((change) => !change.startsWith("blocked"))).toEqual([]);
  const found = await judge(world);
  const told = code === 3 || after.problems.some((name) => isLeft({ code: name }));
  expect(told, `${after.err}\n${found.out}`).toBe(!found.out.includes("No findings.") || found.err !== "");
  return code;
};

const folder = mkdtempSync(join(tmpdir(), "sequences-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const models = pool.slice(0, 3);
const first = join(folder, "first");
const stateIn = (world: World): State => ({ world, models, body: template, words: new Map(), step: 0 });
// All begin with the same documentation, applied.
beforeAll(() => check(stateIn(worldIn(first, models))));

const begin = async (steps: readonly Step[]): Promise<State> => {
  const copy = mkdtempSync(join(folder, "copy-"));
  cpSync(first, copy, { recursive: true });
  const state = stateIn(openWorld(copy));
  for (const each of steps) await act(state, each);
  return state;
};

const isOfCatalog = ({ type }: Step): boolean =>
  ["add", "remove", "reorder", "rename", "context", "about"].includes(type);

const settings = (numRuns: number) => ({
  numRuns,
  verbose: fc.VerbosityLevel.None,
});

const steps = fc.array(step, { maxLength: 12 });
// A model that left, was kept and returns is brought up to date, and one that returns goes where it belongs: neither is
// undone with the catalog.
const before = fc.array(
  step.filter(({ type }) => !["remove", "sort", "copy"].includes(type)),
  { maxLength: 12 },
);

test("whatever happens: nothing that a person wrote is lost, and apply leaves nothing to do", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      await check(await begin(sequence));
    }),
    settings(inputs(300)),
  );
});

test("whatever happened: undoing a change of the catalog brings every text back", async () => {
  await fc.assert(
    fc.asyncProperty(
      before,
      fc.array(step.filter(isOfCatalog), { maxLength: 4 }),
      async (sequence, change) => {
        const state = await begin(sequence);
        // What waits for a person already may be let through by the change, and stays so.
        fc.pre((await check(state)) === 0);
        const { world, models } = state;
        const texts = world.tree();
        for (const each of change) await act(state, each);
        await check(state);
        world.catalog(models);
        state.models = models;
        await check(state);
        expect(world.tree()).toEqual(texts);
      },
    ),
    settings(inputs(200)),
  );
});
