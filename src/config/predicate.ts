import { type FieldValue, isList } from "../model/entry.ts";
import type { Config, Predicate } from "./config.gen.ts";

type Capabilities = Config["capabilities"];

/** The fields that a predicate tests, those of the capabilities that it names included. */
export const fieldsTested = (
  predicate: Predicate | undefined,
  capabilities: Capabilities = [],
): ReadonlySet<string> => {
  const known = new Map(capabilities.map(({ name, when }) => [name, when]));
  const of = (tested: Predicate | undefined): readonly string[] => {
    if (tested === undefined) return [];
    const { field, capability, all = [], any = [], not } = tested;
    // A capability names none but those before it, so this ends.
    const parts = [...all, ...any, not, capability === undefined ? undefined : known.get(capability)];
    return [...(field === undefined ? [] : [field]), ...parts.flatMap(of)];
  };
  return new Set(of(predicate));
};

/** What a predicate looks at: the fields and capabilities of one entry. */
export type Subject = {
  readonly fields: ReadonlyMap<string, FieldValue>;
  readonly capabilities: readonly string[];
};

/** A compiled predicate. */
export type Test = (subject: Subject) => boolean;

const same = (a: FieldValue, b: FieldValue): boolean =>
  isList(a) && isList(b) ? a.length === b.length && a.every((item, index) => item === b[index]) : a === b;

/** Holds where all of `tests` hold; most predicates ask for one thing, of thousands of entries. */
const all = <T>(tests: readonly ((of: T) => boolean)[]): ((of: T) => boolean) => {
  const [only, another] = tests;
  return only !== undefined && another === undefined ? only : (of) => tests.every((test) => test(of));
};

const fieldTests = (predicate: Predicate): readonly ((value: FieldValue) => boolean)[] => {
  const tests: ((value: FieldValue) => boolean)[] = [];
  const { equals, in: among, includes, matches, lessThan, greaterThan, exists } = predicate;
  if (equals !== undefined)
    tests.push(isList(equals) ? (value) => same(value, equals) : (value) => value === equals);
  if (among !== undefined) tests.push((value) => among.some((candidate) => same(value, candidate)));
  if (includes !== undefined)
    tests.push((value) => isList(value) && value.some((item) => same(item, includes)));
  if (matches !== undefined) {
    const pattern = new RegExp(matches, "u");
    tests.push((value) => typeof value === "string" && pattern.test(value));
  }
  if (lessThan !== undefined) tests.push((value) => typeof value === "number" && value < lessThan);
  if (greaterThan !== undefined) tests.push((value) => typeof value === "number" && value > greaterThan);
  if (exists !== undefined) tests.push((value) => (value !== null) === exists);
  return tests;
};

/** Compiles a predicate; everything that it gives must hold. A field that isn't there reads as null. */
export const compilePredicate = (predicate: Predicate): Test => {
  const tests: Test[] = [];
  const { field, capability, all: each, any, not } = predicate;
  if (field !== undefined) {
    const test = all(fieldTests(predicate));
    tests.push(({ fields }) => test(fields.get(field) ?? null));
  }
  if (capability !== undefined) tests.push(({ capabilities }) => capabilities.includes(capability));
  if (each !== undefined) tests.push(...each.map(compilePredicate));
  if (any !== undefined) {
    const parts = any.map(compilePredicate);
    tests.push((subject) => parts.some((part) => part(subject)));
  }
  if (not !== undefined) {
    const part = compilePredicate(not);
    tests.push((subject) => !part(subject));
  }
  return all(tests);
};

/** A predicate that always holds, for what the config leaves out. */
export const always: Test = () => true;
