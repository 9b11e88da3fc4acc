/** What changed in an API between two summaries of it, as sentences for a plan. */
import { byCodeUnit } from "../../api/json.ts";
import type { ApiSummary, Texts } from "./summary.ts";
import { toMap } from "../../../src/text/group-by.ts";

type Named<T> = ReadonlyMap<string, T>;

const own = <T>(texts: Readonly<Record<string, T>>): Named<T> => new Map(Object.entries(texts));

type Compared<T> = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly kept: readonly (readonly [name: string, before: T, after: T])[];
};

const compare = <T>(before: Named<T>, after: Named<T>): Compared<T> => ({
  added: [...after.keys()].filter((name) => !before.has(name)).sort(byCodeUnit),
  removed: [...before.keys()].filter((name) => !after.has(name)).sort(byCodeUnit),
  kept: [...before]
    .flatMap(([name, value]) => {
      const now = after.get(name);
      return now === undefined ? [] : [[name, value, now] as const];
    })
    .sort(([a], [b]) => byCodeUnit(a, b)),
});

const longest = 120;

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** `A → B`; of long unions only the members that came and went. */
const typeChange = (was: string, is: string): string => {
  if (was.length <= longest && is.length <= longest) return `${was} → ${is}`;
  const before = was.split(" | ");
  const after = is.split(" | ");
  const gone = before.filter((member) => !after.includes(member)).map((member) => `- ${member}`);
  const come = after.filter((member) => !before.includes(member)).map((member) => `+ ${member}`);
  return shortened([...gone, ...come].join(", "));
};

/** `name?` → `name`, with what the mark says. */
const fieldMap = (texts: Texts): Named<{ readonly type: string; readonly optional: boolean }> =>
  toMap(Object.entries(texts), ([key, type]) => {
    const optional = key.endsWith("?");
    return [optional ? key.slice(0, -1) : key, { type, optional }];
  });

/** One difference between two sets of texts: `size`, `added`, `: number`. */
type Delta = {
  readonly name: string;
  readonly verb: "added" | "removed" | "changed" | "is";
  readonly text: string;
};

const deltas = (before: Texts, after: Texts): readonly Delta[] => {
  const now = fieldMap(after);
  const { added, removed, kept } = compare(fieldMap(before), now);
  return [
    ...removed.map((name): Delta => ({ name, verb: "removed", text: "" })),
    ...added.map((name): Delta => {
      const field = now.get(name);
      return {
        name: `${name}${field?.optional ? "?" : ""}`,
        verb: "added",
        text: `: ${shortened(field?.type ?? "")}`,
      };
    }),
    ...kept.flatMap(([name, was, is]): readonly Delta[] => [
      ...(was.type === is.type
        ? []
        : [{ name, verb: "changed" as const, text: `: ${typeChange(was.type, is.type)}` }]),
      ...(was.optional === is.optional
        ? []
        : [{ name, verb: "is" as const, text: ` ${is.optional ? "optional" : "required"} now` }]),
    ]),
  ];
};

const fieldChanges = (type: string, before: Texts, after: Texts): readonly string[] =>
  deltas(before, after).map(({ name, verb, text }) => {
    const place = name === "=" ? type : `${type}.${name}`;
    return verb === "is" ? `field changed: ${place} is${text}` : `field ${verb}: ${place}${text}`;
  });

const operationChanges = (key: string, before: Texts, after: Texts): readonly string[] => {
  const was = own(before).get("name") ?? "";
  const is = own(after).get("name") ?? "";
  const rest = (texts: Texts): Texts =>
    Object.fromEntries(Object.entries(texts).filter(([name]) => name !== "name"));
  return [
    ...(was === is ? [] : [`operation renamed: ${key}: ${was} → ${is}`]),
    ...deltas(rest(before), rest(after)).map(
      ({ name, verb, text }) => `operation changed: ${key}: ${name} ${verb}${text}`,
    ),
  ];
};

/** Tells what was added, removed and changed: operations first, then types and their fields, each sorted. */
export const describeApiChanges = (before: ApiSummary, after: ApiSummary): string[] => {
  const operations = compare(own(before.operations), own(after.operations));
  const types = compare(own(before.types), own(after.types));
  const named = (summary: ApiSummary, key: string): string =>
    `${key} (${own(own(summary.operations).get(key) ?? {}).get("name") ?? ""})`;
  return [
    ...operations.removed.map((key) => `operation removed: ${named(before, key)}`),
    ...operations.added.map((key) => `operation added: ${named(after, key)}`),
    ...operations.kept.flatMap(([key, was, is]) => operationChanges(key, was, is)),
    ...types.removed.map((name) => `type removed: ${name}`),
    ...types.added.map((name) => `type added: ${name}`),
    ...types.kept.flatMap(([name, was, is]) => fieldChanges(name, was, is)),
  ];
};
