import { includesOf, targetsOf } from "./includes.ts";
import { type Mended, mendAll } from "./mend.ts";
import { judgeScene } from "./rules.ts";
import { openScene } from "./scene.ts";
import { type Outcome, isStanding, ok } from "../model/problem.ts";
import { isChange, type Note } from "../model/note.ts";
import type { CheckInput, Scene } from "./types.ts";
import type { RelativePath, Snapshot } from "../model/file.ts";
import { readFiles, readOtherPages } from "../io/tree.ts";
import { isBlockedChange } from "../model/plan.ts";
import type { Planned } from "../pipeline/plan-from.ts";
import { planGuarded } from "../pipeline/guarded.ts";
import type { Request } from "../pipeline/load/configure.ts";
import { recoverUnfinished, inspectUnfinished } from "../pipeline/load/recover.ts";
import { rootPrefix } from "../pipeline/load/root-prefix.ts";
import { mentionsOf } from "../pipeline/pages/mentions.ts";
import { scopeOf } from "../pipeline/scope.ts";
import { withPlaces } from "../lock/next.ts";
import { stayingOf } from "../lock/gone.ts";
import { load, type Loaded } from "../pipeline/load/load.ts";

/** What was found, what would be mended, and where. */
export type Checked = Mended & {
  readonly root: string;
  /** The root as it is reached from `cwd`, with a final `/`; "" when it is `cwd` or outside of it. */
  readonly prefix: string;
  readonly remarks: readonly string[];
  /** What stays as people wrote it although it differs. */
  readonly kept: readonly Note[];
};

/** The files that pages include and that weren't read yet. */
const readCited = (root: string, base: string, known: readonly Snapshot[]): Snapshot => {
  const wanted = new Set<RelativePath>();
  for (const files of known)
    for (const [path, { text }] of files)
      for (const include of includesOf(path, text))
        for (const target of include.path === undefined ? [] : targetsOf(base, include.path))
          if (!known.some((each) => each.has(target))) wanted.add(target);
  return readFiles(root, [...wanted]);
};

/** What lets through what a plan holds of a model. */
const heldIn = ({ unsure }: Loaded, planned?: Pick<Planned, "plan" | "refused">): CheckInput["held"] => {
  const guarded = planned?.plan.problems.filter(({ code }) => code === "guard-held") ?? [];
  const fixes = new Map(guarded.map(({ where, fix }) => [where, fix]));
  return (model) => {
    const why = planned?.refused?.get(model);
    if (why !== undefined) return `An apply can't: ${why.message} ${why.fix}`;
    if (unsure.has(model))
      return "An apply can't: its record in the catalog is malformed, or one of several that say different things. Correct it, or take out all but one of them.";
    const fix = fixes.get(model);
    return fix === undefined ? undefined : `An apply can't: a guard holds the model. ${fix}`;
  };
};

/** What the rules judge, of what was read for a plan and what else pages refer to. */
const inputOf = (loaded: Loaded, planned?: Pick<Planned, "plan" | "refused" | "standing">): CheckInput => {
  const lock = withPlaces(loaded.lock, planned?.standing ?? []);
  const { settings, catalog, jobs, snapshot, file, root } = loaded;
  const others = readOtherPages(root, new Set(snapshot.keys()));
  const cited = readCited(root, settings.includeBase, [snapshot, others]);
  const paths = () => [...snapshot.keys(), ...others.keys()];
  return {
    settings,
    catalog,
    lock,
    jobs,
    snapshot,
    others,
    paths,
    cited,
    held: heldIn(loaded, planned),
    file,
  };
};

/** The documentation as the rules see it, of what was read for a plan. */
export const sceneOf = (loaded: Loaded): Scene => openScene(inputOf(loaded));

/** Reads everything and judges it; `fix` works out what mends it, and first finishes an apply that was stopped. */
export const runCheck = async (request: Request, fix: boolean): Promise<Outcome<Checked>> => {
  const loaded = await load(request, { settle: fix ? recoverUnfinished : inspectUnfinished });
  if (!loaded.ok) return loaded;
  const { root, remarks } = loaded.value;
  const scope = scopeOf(loaded.value, request);
  const mentions = mentionsOf(loaded.value, { role: undefined }, scope);
  const named = mentions.ok ? { mentions: mentions.value } : {};
  const ahead = { loaded: loaded.value, warnings: [], request, adopt: false, step: () => undefined };
  const planned = await planGuarded(ahead);
  const { changes, problems } = planned.plan;
  // Of a doubtful catalog nothing is changed on its word, and that is told.
  const blocked = scope.doubt === undefined ? changes.filter(isBlockedChange) : undefined;
  const kept = changes.flatMap(({ notes = [] }) => notes.filter((note) => !isChange(note)));
  const { hasUnnamed, settings, lock } = loaded.value;
  const staying = stayingOf(scope.gone, settings);
  const stays = new Set([
    ...problems.flatMap(({ code, where }) => (code === "gone-kept" ? [where] : [])),
    ...[...lock.files.values()].flatMap(({ model, path }) => (staying.has(model) ? [path] : [])),
  ]);
  const input = {
    ...inputOf(loaded.value, planned),
    ...named,
    ...{ blocked, hasUnnamed, doubt: scope.doubt, staying, stays },
  };
  const scene = openScene(input);
  const result = fix ? mendAll(input) : { findings: judgeScene(scene), mended: [], changes: [] };
  return ok({ ...result, kept, root, prefix: rootPrefix(request.cwd, root), remarks }, [
    ...loaded.problems,
    ...mentions.problems,
    ...problems.filter(isStanding),
  ]);
};
