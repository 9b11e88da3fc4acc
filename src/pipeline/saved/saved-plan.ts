import { error, fail, ok, type Outcome, type Problem, refuse } from "../../model/problem.ts";
import type { Change, Inputs, Plan } from "../../model/plan.ts";
import { emptyLock } from "../../model/lock.ts";
import { bytesOf } from "../../lock/file-records.ts";
import { formatLock, parseLock } from "../../lock/file.ts";
import { planDocument, setJson } from "../../report/json.ts";
import { canonical, digest, jsonPieces, measure } from "../../text/digest.ts";
import type { Digest, RelativePath } from "../../model/file.ts";
import { planErrors, validatePlan } from "./validate-plan.gen.js";
import { summarise } from "../assemble.ts";
import { placeOf } from "../../config/validate.ts";

/** The form of plans that this version writes and reads. */
const formatVersion = 2;

const fix = "Make the plan anew with `kluster-gen plan --out`.";

const versionOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "formatVersion" in value ? value.formatVersion : undefined;

/** What a change says of itself must hold: a plan file that was edited by hand is refused. */
const contradictions = (change: Change, index: number, file: string): readonly Problem[] => {
  const problem = (message: string): Problem =>
    error("plan-edited", `${file}: changes[${index}]`, message, fix);
  const { content, after, before, action, from } = change;
  const needsText = change.action === "create" || change.action === "update" || change.action === "rename";
  return [
    ...(needsText && content === undefined
      ? [problem("The new text is missing: this is not a saved plan.")]
      : []),
    ...(needsText && content !== undefined && digest(content) !== after
      ? [problem("The text isn't the one that was planned.")]
      : []),
    ...((action === "create") === (before === null) || !needsText
      ? []
      : [problem(`A change of kind ${action} can't begin from this state.`)]),
    ...((action === "rename") === (from !== undefined) ? [] : [problem("Only a rename has `from`.")]),
  ];
};

/** One digest over all of a saved plan but itself: that of its canonical text. */
const sealOf = (document: object): Digest => {
  const sorted = Object.entries(document)
    .filter(([key]) => key !== "seal")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return measure(jsonPieces(Object.fromEntries(sorted), { write: canonical, indent: "" })).digest;
};

/** A plan as `plan --out` saves it, in pieces: with the new texts, the lock as it will be, and a seal over all of it. */
export const savedPlanPieces = (plan: Plan): Iterable<string> => {
  const lock = bytesOf(formatLock(plan.lock ?? emptyLock)).toString();
  const document = { ...planDocument(plan, true), lock };
  return setJson({ ...document, seal: sealOf(document) });
};

/** Reads a saved plan; `file` is its name in problems. Errors: `plan-version`, `plan-invalid`, `plan-edited`. */
export const readSavedPlan = (value: unknown, file: string): Outcome<Plan> => {
  const version = versionOf(value);
  if (typeof version === "number" && version !== formatVersion)
    return refuse(
      "plan-version",
      file,
      `The plan has format ${version}; this version knows format ${formatVersion}.`,
      version > formatVersion ? "Use the version of kluster-gen that made it." : fix,
    );
  if (!validatePlan(value)) {
    const places = planErrors(value).map(({ instancePath }) => placeOf(instancePath) || "the document");
    return refuse(
      "plan-invalid",
      file,
      `This is not a saved plan (${[...new Set(places)].slice(0, 3).join(", ")}).`,
      fix,
    );
  }
  const problems = value.changes.flatMap((change, index) => contradictions(change, index, file));
  const { lock, seal, ...plan } = value;
  if (lock === undefined)
    return refuse("plan-edited", file, "The lock is missing: this is not a saved plan.", fix);
  if (problems.length > 0) return fail(...problems);
  if (seal !== sealOf(value))
    return refuse("plan-edited", file, "The plan isn't as it was saved: its seal is another one.", fix);
  const next = parseLock(Buffer.from(lock));
  return next.ok ? ok({ ...plan, summary: summarise(plan.changes), lock: next.value }) : next;
};

/** What no longer is as the plan found it: inputs, and files that somebody changed; `digestAt` reads the tree. */
export const staleness = (
  plan: Plan,
  now: Partial<Inputs>,
  digestAt: (path: RelativePath) => Digest | null,
  file: string,
): readonly Problem[] => {
  const inputs = (["config", "catalog", "templates", "lock"] as const)
    .filter((name) => now[name] !== undefined && now[name] !== plan.inputs[name])
    .map((name) => error("plan-stale", file, `The plan was made from another ${name}.`, fix));
  const files = plan.changes
    .filter((change) => change.action !== "keep" && change.action !== "blocked")
    .filter(({ path, from, before }) => digestAt(from ?? path) !== before)
    .map(({ path, from, before }) => {
      const what = before === null ? "was made" : "changed";
      return error("plan-stale", from ?? path, `The file ${what} since the plan was made.`, fix);
    });
  return [...inputs, ...files];
};
