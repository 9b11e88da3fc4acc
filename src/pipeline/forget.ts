import { readLock } from "../io/tree.ts";
import { lockPath, parseLock } from "../lock/file.ts";
import { forgetIn, knownOf } from "../lock/revise.ts";
import { ok, type Outcome, refuse } from "../model/problem.ts";
import { digest } from "../text/digest.ts";
import { didYouMean } from "../text/suggest.ts";
import type { Work } from "./apply.ts";
import { emptyPlan } from "./assemble.ts";
import { configure, type Request } from "./load/configure.ts";
import { recoverUnfinished } from "./load/recover.ts";

/** What forgetting does: the lock as it will be, and how many records go. */
export type Forgetting = { readonly work: Work; readonly count: number };

const unknown = (what: string, known: readonly string[]) =>
  refuse("forget-unknown", what, `${lockPath} has nothing of it.`, didYouMean(what, known));

/** Works out the lock without a model, or without what is in a file or page. Errors: `forget-unknown`. */
export const planForgetting = async (request: Request, what: string): Promise<Outcome<Forgetting>> => {
  const configured = await configure(request);
  if (!configured.ok) return configured;
  const { root } = configured.value;
  const earlier = await recoverUnfinished(root);
  if (!earlier.ok) return earlier;
  const bytes = readLock(root, new Map());
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return unknown(what, []);
  const lock = parseLock(bytes.value);
  if (!lock.ok) return lock;
  const { lock: next, count } = forgetIn(lock.value, what);
  if (count === 0) return unknown(what, knownOf(lock.value));
  const inputs = { config: null, catalog: null, templates: null, lock: digest(bytes.value) };
  return ok({ work: { plan: { ...emptyPlan([], inputs), lock: next }, root, lock: lock.value }, count });
};
