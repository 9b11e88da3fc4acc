/** Texts and numbers that meet a schema's bounds. */
import type { SchemaObject } from "../../../generators/api/types.ts";

const formats: ReadonlyMap<string, string> = new Map([
  ["date-time", "2025-06-10T00:00:00Z"],
  ["date", "2025-06-10"],
  ["time", "00:00:00Z"],
  ["duration", "P1D"],
  ["email", "person@example.com"],
  ["hostname", "example.com"],
  ["ipv4", "192.0.2.1"],
  ["ipv6", "2001:db8::1"],
  ["uri", "https://example.com/"],
  ["url", "https://example.com/"],
  ["uri-reference", "/example"],
  ["uuid", "00000000-0000-4000-8000-000000000000"],
  ["byte", "dGV4dA=="],
]);

const candidates = [
  "text",
  "a",
  "A",
  "0",
  "1",
  "1.0",
  "aa",
  "AA",
  "00",
  "a1",
  "A1",
  "a-b",
  "a_b",
  "a.b",
  "#000000",
  "",
];

/** Longest text, list and object that are made: a schema may demand a billion of anything. */
export const maximumSize = 10_000;

/** A text within the length bounds; with a pattern, the first usual text (or a repetition of it) that matches. */
export const sampleString = (schema: SchemaObject, index: number): string => {
  const { maxLength = Number.POSITIVE_INFINITY, pattern, format } = schema;
  const minLength = Math.min(schema.minLength ?? 0, maximumSize);
  const fit = (text: string): string => {
    const suffix = index === 0 ? "" : String(index);
    const filled =
      text.length + suffix.length < minLength ? text.padEnd(minLength - suffix.length, "x") : text;
    return (filled + suffix).slice(0, maxLength);
  };
  const known = format === undefined ? undefined : formats.get(format);
  if (known !== undefined) return known;
  if (pattern === undefined) return fit("text");
  const test = new RegExp(pattern, "u");
  const lengths = [
    ...candidates,
    ...candidates.map((text) => text.repeat(Math.max(minLength, 1)).slice(0, maxLength)),
  ];
  return (
    lengths.find((text) => text.length >= minLength && text.length <= maxLength && test.test(text)) ??
    fit("text")
  );
};

/** The smallest number that the bounds allow, else the largest, else 1; `index` steps away from it. */
export const sampleNumber = (schema: SchemaObject, isInteger: boolean, index: number): number => {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const step = multipleOf ?? (isInteger ? 1 : undefined);
  const gap = step ?? 0.5;
  const low = Math.max(
    minimum ?? Number.NEGATIVE_INFINITY,
    (exclusiveMinimum ?? Number.NEGATIVE_INFINITY) + gap / 2,
  );
  const high = Math.min(
    maximum ?? Number.POSITIVE_INFINITY,
    (exclusiveMaximum ?? Number.POSITIVE_INFINITY) - gap / 2,
  );
  const start = Number.isFinite(low) ? low : Number.isFinite(high) ? Math.min(high, 1) : 1;
  const rounded = step === undefined ? start : Math.ceil(start / step) * step;
  const within = rounded > high ? Math.floor(high / gap) * gap : rounded;
  return within + index * gap <= high ? within + index * gap : within;
};
