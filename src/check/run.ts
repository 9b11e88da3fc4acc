import { includesOf, targetsOf } from "./includes.ts";
import { type Mended, mendAll } from "./mend.ts";
import { judgeScene } from "./rules.ts";
import { openScene } from "./scene.ts";
import type { Held } from "../model/held.ts";
import { isStanding } from "../model/left.ts";
import { isChange, type Note } from "../model/note.ts";
import type { CheckInput, Finding, Scene } from "./types.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { readFiles, readOtherPages } from "../io/tree.ts";
import { type Outcome, ok, type Problem } from "../model/problem.ts";
import { doubtProblem } from "../lock/gone.ts";
import { heldProblem, heldProblems } from "../policy/hold.ts";
import { isAccepted, judgeCatalog } from "../policy/judge.ts";
import type { RelativePath } from "../model/file.ts";
import { isBlockedChange } from "../model/plan.ts";
import type { Planned } from "../pipeline/plan-from.ts";
import { planRefusing } from "../pipeline/refused.ts";
import type { Request } from "../pipeline/load/configure.ts";
import { recoverUnfinished, inspectUnfinished } from "../pipeline/load/recover.ts";
import { rootPrefix } from "../pipeline/load/root-prefix.ts";
import { mentionsOf } from "../pipeline/pages/mentions.ts";
import { scopeOf } from "../pipeline/scope.ts";
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

/** The doubts about values of the catalog that hold models back. */
const doubtsIn = ({ settings, lock, catalog }: Loaded): readonly Held[] =>
  judgeCatalog(settings, lock, catalog.entries).filter((held) => !isAccepted(held, settings.policy.accept));

/** What lets through what is held of a model. */
const heldIn = (loaded: Loaded, refused: Planned["refused"]): CheckInput["held"] => {
  let doubts: ReadonlyMap<string, string> | undefined;
  return (model) => {
    const why = refused?.get(model);
    if (why !== undefined) return `An apply can't: ${why.message} ${why.fix}`;
    if (loaded.unsure.has(model))
      return "An apply can't: its record in the catalog is malformed, or one of several that say different things. Correct it, or take out all but one of them.";
    doubts ??= new Map(doubtsIn(loaded).map((held) => [held.model, heldProblem(held).fix]));
    const fix = doubts.get(model);
    return fix === undefined ? undefined : `An apply can't: a guard holds the model. ${fix}`;
  };
};

/** What the rules judge, of what was read for a plan and what else pages refer to. */
const inputOf = (loaded: Loaded, refused?: Planned["refused"]): CheckInput => {
  const { settings, catalog, lock, jobs, snapshot, file, root } = loaded;
  const others = readOtherPages(root, new Set(snapshot.keys()));
  const cited = readCited(root, settings.includeBase, [snapshot, others]);
  return { settings, catalog, lock, jobs, snapshot, others, cited, held: heldIn(loaded, refused), file };
};

/** The models that something stands of: those of entries, rows and files. */
const standingIn = ({ sections, tables, jobs }: Scene): ReadonlySet<string> =>
  new Set([
    ...sections.flatMap(({ owners }) => [...owners.values()].flatMap((own) => own.map(({ id }) => id))),
    ...tables.flatMap(({ matched }) => [...matched.owners.values()].map(({ id }) => id)),
    ...jobs.flatMap(({ entry, location }) => (location.state === "absent" ? [] : [entry.id])),
  ]);

/** What `apply` won't do, as `plan` says: the catalog is doubtful, or a guard holds a model. */
const doubtsOf = (
  loaded: Loaded,
  doubt: string | undefined,
  findings: readonly Finding[],
  scene: Scene,
): readonly Problem[] => {
  if (doubt !== undefined) return [doubtProblem("catalog", doubt)];
  const doubts = doubtsIn(loaded);
  if (doubts.length === 0) return [];
  const standing = standingIn(scene);
  return heldProblems(
    doubts.filter(
      ({ model }) => standing.has(model) || findings.some(({ message }) => message.includes(model)),
    ),
  );
};

/** The documentation as the rules see it, of what was read for a plan. */
export const sceneOf = (loaded: Loaded): Scene => openScene(inputOf(loaded));

/**
 * Reads everything and judges it; with `fix` also works out what mends it. Writes nothing, except that
 * with `fix` an earlier apply that was stopped is finished first.
 */
export const runCheck = async (request: Request, fix: boolean): Promise<Outcome<Checked>> => {
  const loaded = await load(request, { settle: fix ? recoverUnfinished : inspectUnfinished });
  if (!loaded.ok) return loaded;
  const { root, remarks } = loaded.value;
  const scope = scopeOf(loaded.value, request);
  const mentions = mentionsOf(loaded.value, { role: undefined }, scope);
  const named = mentions.ok ? { mentions: mentions.value } : {};
  const ahead = { loaded: loaded.value, warnings: [], request, adopt: false, step: () => undefined };
  const { plan, refused } = await planRefusing(ahead);
  const { changes, problems } = plan;
  // Of a doubtful catalog nothing is changed on its word, and that is told.
  const blocked = scope.doubt === undefined ? changes.filter(isBlockedChange) : undefined;
  const kept = changes.flatMap(({ notes = [] }) => notes.filter((note) => !isChange(note)));
  const { hasUnnamed } = loaded.value;
  const input = {
    ...inputOf(loaded.value, refused),
    ...named,
    ...{ blocked, hasUnnamed, doubt: scope.doubt },
    stays: new Set(problems.flatMap(({ code, where }) => (code === "gone-kept" ? [where] : []))),
  };
  const scene = openScene(input);
  const result = fix ? mendAll(input) : { findings: judgeScene(scene), mended: [], changes: [] };
  return ok({ ...result, kept, root, prefix: rootPrefix(request.cwd, root), remarks }, [
    ...loaded.problems,
    ...mentions.problems,
    ...problems.filter(isStanding),
    ...doubtsOf(loaded.value, scope.doubt, result.findings, scene),
  ]);
};
