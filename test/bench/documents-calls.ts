/** Calls operations of a generated client with made-up arguments, against the mock of the same document. */
import { type ApiDocument, type JsonSchema, schemaRefName } from "../../generators/api/types.ts";
import { groupsOf } from "../../generators/client/code/tree.ts";
import { modelClient } from "../../generators/client/model.ts";
import { field } from "../../generators/client/runtime/errors.ts";
import type { ClientOperation } from "../../generators/client/types.ts";
import { sample } from "../../src/verify/mock/sample.ts";
import { startMock } from "../../src/verify/mock/server.ts";

/** A value for an argument; files are what no sample of JSON has. */
const argument = (
  schema: JsonSchema,
  api: ApiDocument,
  made: unknown = sample(schema, api),
  hops = 0,
): unknown => {
  if (typeof schema === "boolean" || hops > 6) return made;
  const { $ref, allOf = [], anyOf = [], oneOf = [], format, items, properties = {} } = schema;
  if ($ref !== undefined) return argument(api.schemas.get(schemaRefName($ref)) ?? true, api, made, hops + 1);
  if (format === "binary" && typeof made === "string") return new Blob([made]);
  if (Array.isArray(made)) return made.map((each: unknown) => argument(items ?? true, api, each, hops + 1));
  const whole = [...allOf, ...anyOf, ...oneOf].reduce<unknown>(
    (value, part) => argument(part, api, value, hops + 1),
    made,
  );
  if (typeof whole !== "object" || whole === null || whole instanceof Blob) return whole;
  return Object.fromEntries(
    Object.entries(whole).map(([name, value]: [string, unknown]) => [
      name,
      argument(properties[name] ?? true, api, value, hops + 1),
    ]),
  );
};

const argumentsOf = (
  operation: ClientOperation,
  api: ApiDocument,
  document: ApiDocument,
): readonly unknown[] => {
  const { pathArguments, bodies, groups } = operation;
  const given = [...bodies.slice(0, 1), ...groups];
  return [
    ...pathArguments.map(({ parameter }) => sample(parameter.schema, document)),
    ...given.filter(({ required }) => required).map(({ schema }) => argument(schema, api)),
    ...given.filter(({ required }) => !required).map(({ schema }) => argument(schema, api)),
  ];
};

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

const drain = async (result: unknown): Promise<void> => {
  if (!isIterable(result)) return;
  for await (const item of result) if (item !== undefined) return;
};

/** How many were called, and what went wrong, of one operation of each group. */
export const callGroups = async (
  api: ApiDocument,
  makeClient: (options: object) => unknown,
): Promise<{ readonly called: number; readonly told: readonly string[] }> => {
  const model = modelClient(api, { validators: true });
  if (!model.ok) return { called: 0, told: ["no model"] };
  const own = { ...api, schemas: model.value.types };
  const schemes = api.operations.flatMap(({ security }) => security.flat().map(({ scheme }) => scheme));
  const mock = await startMock({ api });
  const client = makeClient({
    baseUrl: mock.url,
    apiKey: Object.fromEntries(schemes.map((scheme) => [scheme, "user:k"])),
    validate: "throw",
    maxRetries: 0,
  });
  const told: string[] = [];
  let called = 0;
  let unsampled = 0;
  for (const [, operations] of groupsOf(model.value.operations)) {
    // One that sends most.
    const [operation] = [...operations].sort(
      (a, b) => argumentsOf(b, own, api).length - argumentsOf(a, own, api).length,
    );
    // What stands after a `#` is never sent.
    if (operation === undefined || operation.operation.path.includes("#")) continue;
    called += 1;
    const call = operation.name.reduce(field, client);
    const before = mock.requests.length;
    const failed = await Promise.resolve()
      .then((): unknown =>
        typeof call === "function"
          ? Reflect.apply(call, undefined, [...argumentsOf(operation, own, api)])
          : undefined,
      )
      .then(drain)
      .then(() => "", String);
    const problems = mock.requests.slice(before).flatMap((each) => each.problems);
    // What fits a pattern is not in the power of samples.
    if (/ fails pattern | must match pattern |"" can't stand/.test(failed)) unsampled += 1;
    else if (failed !== "" || problems.length > 0)
      told.push(
        `${operation.operation.method} ${operation.operation.path}: ${failed.slice(0, 300)} ${problems.join("; ").slice(0, 300)}`,
      );
  }
  await mock.close();
  return { called: called - unsampled, told };
};
