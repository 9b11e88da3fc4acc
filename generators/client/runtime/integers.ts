/** Integers of 64 bits, which JavaScript's numbers can't all hold: read and sent with all their digits. */
import type { Encoder } from "./body.ts";

/** Where a value has such integers: it is one itself, or its members, its items or its first items have them. */
export type Integers = {
  readonly self?: boolean;
  readonly members?: Readonly<Record<string, Integers>>;
  /** Of members that have no entry of their own. */
  readonly rest?: Integers;
  readonly first?: readonly Integers[];
  readonly items?: Integers;
  /** What holds of the value as well: a type of its own, or the branches of a choice. */
  readonly also?: () => readonly Integers[];
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const isPlain = (value: unknown): value is object => {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

/** All that holds of one value. */
const opened = (at: readonly Integers[]): readonly Integers[] => {
  const found = new Set(at);
  for (const each of found) for (const next of each.also?.() ?? []) found.add(next);
  return [...found];
};

const there = (found: readonly (Integers | undefined)[]): readonly Integers[] =>
  found.filter((each) => each !== undefined);

const ofItem = (at: readonly Integers[], index: number): readonly Integers[] =>
  there(at.map(({ first, items }) => first?.[index] ?? items));

const ofMember = (at: readonly Integers[], name: string): readonly Integers[] =>
  there(
    at.map(
      ({ members, rest }) => (members && Object.hasOwn(members, name) ? members[name] : undefined) ?? rest,
    ),
  );

/** A value beside its twin, with what `turn` makes of the integers. */
type Turn = (value: unknown, twin: unknown) => unknown;

const turned = (value: unknown, twin: unknown, at: readonly Integers[], turn: Turn): unknown => {
  const here = opened(at);
  if (here.length === 0) return value;
  if (isList(value)) {
    const twins = isList(twin) ? twin : [];
    return value.map((item, index) => turned(item, twins[index], ofItem(here, index), turn));
  }
  if (isPlain(value)) {
    const twins = new Map<string, unknown>(isPlain(twin) ? Object.entries(twin) : []);
    return Object.fromEntries(
      Object.entries(value).map(([name, member]: [string, unknown]) => [
        name,
        turned(member, twins.get(name), ofMember(here, name), turn),
      ]),
    );
  }
  return here.some(({ self }) => self === true) ? turn(value, twin) : value;
};

/** The text with its long integers in quotes; what stands in a string, a fraction or an exponent stays. */
const quoted = (content: string): string => {
  let inString = false;
  return content.replace(/\\.|"|(?<![\d.eE+-])-?[1-9]\d{15,}(?![\d.eE])/g, (token) => {
    if (token === '"') inString = !inString;
    return token === '"' || token.startsWith("\\") || inString ? token : `"${token}"`;
  });
};

const reader =
  (make: (digits: string) => unknown) =>
  (integers: Integers) =>
  (content: string): unknown => {
    const value: unknown = JSON.parse(content);
    const twin: unknown = /\d{16}/.test(content) ? JSON.parse(quoted(content)) : value;
    return turned(value, twin, [integers], (plain, exact) => {
      if (typeof plain !== "number") return plain;
      if (typeof exact === "string") return make(exact);
      return Number.isSafeInteger(plain) ? make(String(plain)) : plain;
    });
  };

/** Reads JSON with such integers as `bigint`. */
export const bigints = reader(BigInt);

/** Reads JSON with such integers as their digits. */
export const digits = reader(String);

/** Writes a body whose integers are given as digits. */
export const fromDigits =
  (encode: Encoder, integers: Integers): Encoder =>
  (value, mediaType) =>
    encode(
      turned(value, undefined, [integers], (plain) => {
        if (typeof plain !== "string") return plain;
        if (!/^-?\d{1,20}$/.test(plain)) throw new TypeError(`${JSON.stringify(plain)} is no integer`);
        return BigInt(plain);
      }),
      mediaType,
    );
