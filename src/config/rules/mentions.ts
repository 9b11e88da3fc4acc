import type { Config, RoleConfig } from "../config.gen.ts";
import {
  checkExpression,
  checkName,
  checkPattern,
  checkPredicate,
  type Names,
  type Report,
} from "../checks.ts";
import { followPattern, successorsOf } from "../to-settings/mentions.ts";

/** The models of a chain of successors that comes back to where it was; undefined where it ends. */
const circleFrom = (id: string, next: ReadonlyMap<string, string>): readonly string[] | undefined => {
  const seen = [id];
  for (let at = next.get(id); at !== undefined; at = next.get(at)) {
    if (seen.includes(at)) return at === id ? [...seen, at] : undefined;
    seen.push(at);
  }
  return undefined;
};

const checkRole = (report: Report, place: string, { model, newest, follows }: RoleConfig, names: Names) => {
  if ((model === undefined) === (newest === undefined))
    report(
      model === undefined ? "config-missing-key" : "config-duplicate",
      place,
      model === undefined ? "The role has no model." : "The role has `model` and `newest`.",
      "Give it either `model` or `newest`.",
    );
  checkPredicate(report, `${place}.newest.where`, newest?.where, names);
  if (newest !== undefined) checkName(report, `${place}.newest.by`, "field", newest.by, names.fields);
  for (const [index, each] of [follows ?? []].flat().entries()) {
    const here = Array.isArray(follows) ? `${place}.follows[${index}]` : `${place}.follows`;
    if (typeof each === "object") checkPredicate(report, here, each, names);
    else checkPattern(report, here, followPattern(each) ?? "");
  }
};

/** Names of models: roles, successors, what they refer to. */
export const checkMentions = (report: Report, { mentions, moved }: Config, names: Names): void => {
  if (mentions === undefined) return;
  for (const [name, role] of Object.entries(mentions.roles ?? {})) {
    if (!/^[A-Za-z0-9][\w.-]*$/.test(name))
      report(
        "config-role-name",
        `mentions.roles.${name}`,
        "A role is called by one word.",
        "Name it with letters, digits, `.`, `_` and `-`.",
      );
    checkRole(report, `mentions.roles.${name}`, role, names);
  }
  for (const [index, form] of (mentions.forms ?? []).entries()) {
    checkExpression(report, `mentions.forms[${index}]`, form, names);
    if (/\s/.test(form))
      report("config-form", `mentions.forms[${index}]`, "A name has no white space.", "Take it out.");
  }
  const { where, successor } = mentions.left ?? {};
  checkPredicate(report, "mentions.left.where", where, names);
  if (successor !== undefined) checkName(report, "mentions.left.successor", "field", successor, names.fields);
  for (const [name, holds] of Object.entries(mentions.parameters ?? {}))
    checkPredicate(report, `mentions.parameters.${name}`, holds, names);
  const next = successorsOf(mentions, moved);
  for (const id of Object.keys(mentions.successors ?? {})) {
    const circle = circleFrom(id, next);
    if (circle !== undefined && [...circle].sort()[0] === id)
      report(
        "config-successor-circle",
        `mentions.successors[${JSON.stringify(id)}]`,
        `The chain of successors comes back to where it began: ${circle.join(" → ")}.`,
        "Let it end with a model of the catalog.",
      );
  }
};
