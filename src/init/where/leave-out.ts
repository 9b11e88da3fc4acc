import type { ExcludeConfig, Predicate } from "../../config/config.gen.ts";
import type { Model } from "../catalog/records.ts";
import { type Distinction, holdsFor, saysKind, tellApart } from "./tell-apart.ts";

/** Why models aren't in the documentation, as far as the catalog tells. */
export type LeftOut = {
  readonly exclude: readonly ExcludeConfig[];
  readonly distinctions: readonly Distinction[];
  /** The one of `exclude` that names models one by one. */
  readonly listed: ExcludeConfig;
};

/** More kinds than this that aren't shown are chance rather than rules. */
const maxKinds = 4;

const reason = ({ field = "", equals, includes }: Predicate): string =>
  includes === undefined ? `${field} is ${String(equals)}` : `${field} has ${String(includes)}`;

const ownerOf = ({ id }: Model): string => id.slice(0, id.indexOf("/") + 1);

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");

/** Models of other owners, where the documentation is about those of a few: most aren't shown, and for that reason. */
const byOwner = (hidden: readonly Model[], shown: readonly Model[]): ExcludeConfig | undefined => {
  const owners = [...new Set(shown.map(ownerOf))].toSorted();
  const others = hidden.filter((model) => !owners.includes(ownerOf(model)));
  if (owners.includes("") || others.length <= shown.length) return undefined;
  const matches = `^(?:${owners.map(escapeRegex).join("|")})`;
  return { name: "made by others", when: { not: { field: "id", matches } } };
};

/**
 * What tells the models that the documentation doesn't show from those that it shows: who made them, kinds
 * that none of the latter has, and where there is none, their IDs.
 */
export const leaveOut = (hidden: readonly Model[], shown: readonly Model[]): LeftOut => {
  const owners = byOwner(hidden, shown);
  const owned = new Set(shown.map(ownerOf));
  const left = owners === undefined ? hidden : hidden.filter((model) => owned.has(ownerOf(model)));
  const found: Distinction[] = [];
  for (const model of left) {
    if (found.some((each) => holdsFor(each, model))) continue;
    const distinction = tellApart([model], shown, saysKind);
    if (distinction !== undefined) found.push(distinction);
  }
  const distinctions = found.length > maxKinds ? [] : found;
  const rest = left.filter((model) => !distinctions.some((each) => holdsFor(each, model)));
  const listed = {
    name: "not in the documentation so far",
    when: { field: "id", in: rest.map(({ id }) => id).toSorted() },
  };
  const exclude = [
    ...(owners === undefined ? [] : [owners]),
    ...distinctions.map(({ when }) => ({ name: reason(when), when })),
    ...(rest.length === 0 ? [] : [listed]),
  ];
  return { exclude, distinctions, listed };
};
