/** OpenAPI Overlay 1.0: actions, each an RFC 9535 JSONPath and what to merge into, or to remove from, its nodes. */
import {
  error,
  fail,
  hasErrors,
  ok,
  type Outcome,
  type Problem,
  refuse,
  warning,
} from "../../src/model/problem.ts";
import { type JsonObject, type JsonValue, emptyObject, isList, isObject, toJson, toPointer } from "./json.ts";
import type { Location, Mutable } from "./jsonpath.ts";

const isMutableObject = (value: Mutable | undefined): value is Record<string, Mutable> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const thaw = (value: JsonValue): Mutable => {
  if (isList(value)) return value.map(thaw);
  if (!isObject(value)) return value;
  const made = emptyObject<Mutable>();
  for (const [key, item] of Object.entries(value)) made[key] = thaw(item);
  return made;
};

/** Objects merge key by key, lists are joined, and anything else is replaced. */
const merge = (target: Mutable | undefined, update: JsonValue): Mutable => {
  if (Array.isArray(target) && isList(update)) return [...target, ...update.map(thaw)];
  if (!isMutableObject(target) || !isObject(update)) return thaw(update);
  for (const [key, item] of Object.entries(update)) target[key] = merge(target[key], item);
  return target;
};

const step = (node: Mutable | undefined, key: string | number): Mutable | undefined => {
  if (Array.isArray(node)) return typeof key === "number" ? node[key] : undefined;
  return isMutableObject(node) ? node[key] : undefined;
};

const nodeAt = (root: Mutable, location: Location): Mutable | undefined =>
  location.reduce<Mutable | undefined>(step, root);

const removeAt = (root: Mutable, location: Location): void => {
  const parent = nodeAt(root, location.slice(0, -1));
  const key = location.at(-1);
  if (Array.isArray(parent) && typeof key === "number") parent.splice(key, 1);
  else if (isMutableObject(parent) && key !== undefined) Reflect.deleteProperty(parent, key);
};

type Action = { readonly target: string; readonly update?: JsonValue; readonly remove: boolean };

const fix = "See the OpenAPI Overlay Specification 1.0.";

const readAction = (value: JsonValue, where: string): Outcome<Action> => {
  const { target, update, remove } = isObject(value) ? value : {};
  if (typeof target !== "string") return refuse("overlay-action", where, "An action needs a target.", fix);
  if (remove === true) return ok({ target, remove: true });
  if (update === undefined)
    return refuse("overlay-action", where, "An action has an update or remove: true.", fix);
  return ok({ target, update, remove: false });
};

const readActions = (overlay: JsonValue, label: string): Outcome<readonly [string, Action][]> => {
  if (!isObject(overlay) || typeof overlay.overlay !== "string" || !/^1\.0(\.|$)/.test(overlay.overlay)) {
    return refuse("overlay-version", `${label}#/overlay`, 'The file must say "overlay: 1.0.0".', fix);
  }
  if (!isList(overlay.actions) || overlay.actions.length === 0) {
    return refuse("overlay-action", `${label}#/actions`, "An overlay needs a list of actions.", fix);
  }
  const actions: [string, Action][] = [];
  const problems: Problem[] = [];
  overlay.actions.forEach((value, index) => {
    const where = `${label}#${toPointer(["actions", String(index)])}`;
    const action = readAction(value, where);
    problems.push(...action.problems);
    if (action.ok) actions.push([where, action.value]);
  });
  return hasErrors(problems) ? fail(...problems) : ok(actions);
};

/** Longer locations first and higher indexes first, so that a removal moves nothing that is still to be removed. */
const deepestFirst = (a: Location, b: Location): number => {
  if (a.length !== b.length) return b.length - a.length;
  const [x, y] = [a.at(-1), b.at(-1)];
  return typeof x === "number" && typeof y === "number" ? y - x : 0;
};

const apply = (
  root: Mutable,
  action: Action,
  locations: readonly Location[],
  where: string,
): Problem | undefined => {
  if (
    locations.some((location) => location.length === 0) &&
    (action.remove || !isObject(action.update ?? null))
  ) {
    return error("overlay-target", where, "The whole document can only be merged with an object.", fix);
  }
  for (const location of [...locations].sort(deepestFirst)) {
    if (action.remove) {
      removeAt(root, location);
      continue;
    }
    const node = nodeAt(root, location);
    if (Array.isArray(node)) node.push(thaw(action.update ?? null));
    else if (isMutableObject(node) && isObject(action.update)) merge(node, action.update);
    else {
      const at = toPointer(location.map(String));
      const message = `An update goes into an object (from an object) or a list; ${at} is neither.`;
      return error("overlay-target", where, message, "Select what holds the value.");
    }
  }
  return undefined;
};

/** Applies an overlay. Targets that match nothing are warned of; paths or updates that don't fit are errors. */
export const applyOverlay = async (
  document: JsonObject,
  overlay: JsonValue,
  label: string,
): Promise<Outcome<JsonValue>> => {
  const actions = readActions(overlay, label);
  if (!actions.ok) return actions;
  const { select } = await import("./jsonpath.ts");
  const root = thaw(document);
  const problems: Problem[] = [];
  for (const [where, action] of actions.value) {
    const locations = select(action.target, root);
    if ("reason" in locations) {
      const message = `${JSON.stringify(action.target)} is not a JSONPath: ${JSON.stringify(locations.reason)}.`;
      problems.push(error("overlay-path", where, message, "Write it as RFC 9535 says."));
      continue;
    }
    if (locations.length === 0) {
      const message = `${JSON.stringify(action.target)} matches nothing, so this action does nothing.`;
      problems.push(
        warning("overlay-no-match", where, message, "Remove the action if the document was mended."),
      );
    }
    const problem = apply(root, action, locations, where);
    if (problem !== undefined) problems.push(problem);
  }
  const made = toJson(root);
  if ("rejected" in made)
    problems.push(error("api-content", label, `With it, the document ${made.rejected}.`, fix));
  return hasErrors(problems) || "rejected" in made ? fail(...problems) : ok(made.value, problems);
};
