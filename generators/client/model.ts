/** From an API description to operations and types with their final names. */
import { fail, hasErrors, ok, type Outcome } from "../../src/model/problem.ts";
import { byCodeUnit } from "../api/json.ts";
import {
  type ApiDocument,
  type ApiWebhook,
  type JsonSchema,
  schemaRef,
  schemaRefName,
} from "../api/types.ts";
import { collectGroups, type Groups, type Role, type Root } from "./shapes/hoist.ts";
import { nameOperations, operationKey } from "./names/operations.ts";
import { describeOperation } from "./calls/signature.ts";
import { refineApi } from "./shapes/refine.ts";
import { componentName, nameRoots, typeStem } from "./names/roots.ts";
import { nameTypes, type TypeNames } from "./names/types.ts";
import { pascal } from "./names/words.ts";
import { typesWith } from "./code/integers.ts";
import type { ClientBody, ClientModel, ClientOperation, ClientOptions } from "./types.ts";
import { nameSecurities } from "./code/wire.ts";
import { rewriteChildren, unwrapNullable } from "./shapes/walk.ts";

const suffix: Readonly<Record<Exclude<Role, "component">, string>> = {
  params: "Params",
  query: "Query",
  headers: "Headers",
  cookies: "Cookies",
  response: "Response",
  event: "Event",
  error: "Error",
  webhook: "Webhook",
};

/** Whether a schema says so much that it deserves a name when it is a whole body or response. */
const isTelling = (schema: JsonSchema): boolean =>
  typeof schema === "object" &&
  schema.$ref === undefined &&
  (schema.enum !== undefined ||
    schema.const !== undefined ||
    !(typeof schema.type === "string" && /^(?:string|number|integer|boolean|null)$/.test(schema.type))) &&
  Object.keys(schema).some((key) => key !== "description" && key !== "title");

/** What a form of the body is called in an address: the usual one by nothing more. */
const partOf = ({ mediaType }: ClientBody, index: number): string =>
  index === 0 ? "params" : `params ${mediaType}`;

const operationRoots = (
  operation: ClientOperation,
  renames: ReadonlyMap<string, string>,
): readonly Root[] => {
  const schemas: readonly (readonly [Exclude<Role, "component">, JsonSchema | undefined])[] = [
    ["params", operation.bodies[0]?.schema],
    ...operation.groups.map(({ name, schema }) => [name, schema] as const),
    ["response", operation.response.schema],
    ["event", operation.events?.schema],
    ["error", operation.error],
  ];
  const key = operationKey(operation.operation);
  const rootOf = (
    role: Role,
    schema: JsonSchema | undefined,
    part: string,
    usual: string,
  ): readonly Root[] => {
    if (schema === undefined || !isTelling(schema)) return [];
    const address = `${key} ${part}`;
    const name = renames.get(address) ?? operation.typeName + usual;
    return [{ role, schema, name, noun: operation.noun, verb: operation.about.at(-1) ?? "", address }];
  };
  return [
    ...schemas.flatMap(([role, schema]) => rootOf(role, schema, role, suffix[role])),
    ...operation.bodies.flatMap((body, index) =>
      index === 0
        ? []
        : rootOf("params", body.schema, partOf(body, index), pascal(body.kind) + suffix.params),
    ),
  ];
};

const componentRoots = (
  schemas: ReadonlyMap<string, JsonSchema>,
  renames: ReadonlyMap<string, string>,
): readonly Root[] =>
  [...schemas].map(([key, schema]) => {
    const address = schemaRef(key);
    const name = renames.get(address) ?? componentName(key);
    return { role: "component", schema, name, noun: name, verb: "", address };
  });

const webhookRoots = (
  webhooks: readonly ApiWebhook[],
  renames: ReadonlyMap<string, string>,
): readonly Root[] =>
  webhooks.map(({ name, schema }) => {
    const address = `webhook ${name}`;
    const noun = typeStem(pascal(name));
    return {
      role: "webhook",
      schema,
      name: renames.get(address) ?? noun + suffix.webhook,
      noun,
      verb: "",
      address,
    };
  });

type Naming = TypeNames & {
  readonly groups: Groups;
  readonly components: ReadonlyMap<string, string>;
};

const rewrite = (schema: JsonSchema, naming: Naming): JsonSchema => {
  if (typeof schema === "boolean") return schema;
  if (schema.$ref !== undefined) {
    const name = naming.components.get(schemaRefName(schema.$ref));
    return name === undefined ? true : { ...schema, $ref: schemaRef(name) };
  }
  const inner = unwrapNullable(schema);
  const group = inner === undefined ? naming.groups.of.get(schema) : undefined;
  const name = group && naming.names.get(group.key);
  if (name === undefined) return rewriteInside(schema, naming);
  return {
    $ref: schemaRef(name),
    ...(schema.description !== undefined && { description: schema.description }),
    ...(schema.deprecated && { deprecated: true }),
  };
};

const rewriteInside = (schema: JsonSchema, naming: Naming): JsonSchema =>
  typeof schema === "boolean" ? schema : rewriteChildren(schema, (child) => rewrite(child, naming));

const rewriteOperation = (
  operation: ClientOperation,
  root: (part: string, schema: JsonSchema) => JsonSchema,
): ClientOperation => ({
  ...operation,
  groups: operation.groups.map((group) => ({ ...group, schema: root(group.name, group.schema) })),
  bodies: operation.bodies.map((body, index) => ({
    ...body,
    schema: root(partOf(body, index), body.schema),
  })),
  response: { ...operation.response, schema: root("response", operation.response.schema) },
  ...(operation.events && {
    events: { ...operation.events, schema: root("event", operation.events.schema) },
  }),
  ...(operation.error !== undefined && { error: root("error", operation.error) }),
  ...(operation.item !== undefined && { item: root("item", operation.item) }),
});

const typesOf = (
  naming: Naming,
  references: ReadonlyMap<string, JsonSchema>,
): ReadonlyMap<string, JsonSchema> => {
  const types = new Map<string, JsonSchema>();
  for (const [key, name] of naming.names) {
    const group = naming.groups.byKey.get(key);
    if (group) types.set(name, rewriteInside(group.schema, naming));
  }
  for (const [alias, target] of naming.aliases) types.set(alias, { $ref: schemaRef(target) });
  for (const [name, schema] of references) types.set(name, rewrite(schema, naming));
  return new Map([...types].sort(([a], [b]) => byCodeUnit(a, b)));
};

/** Works out names and shapes of everything in the client; fails when two things need one name. */
export const modelClient = (given: ApiDocument, options: ClientOptions): Outcome<ClientModel> => {
  const api = refineApi(given, options.int64);
  const { schemas } = api;
  const operationNames = nameOperations(api, options);
  if (!operationNames.ok) return operationNames;
  const operations = operationNames.value.map((each) => describeOperation(each, schemas));

  const renames = new Map(Object.entries(options.typeNames ?? {}));
  const perOperation = [
    ...operations.flatMap((operation) => operationRoots(operation, renames)),
    ...webhookRoots(api.webhooks, renames),
  ];
  const asked = componentRoots(schemas, renames);
  const named = nameRoots([...asked, ...perOperation], options.typeNames ?? {});
  const components = named.roots.filter(({ role }) => role === "component");
  const parts = named.roots.filter(({ role }) => role !== "component");
  const isAlias = ({ schema }: Root): boolean => typeof schema === "boolean" || schema.$ref !== undefined;
  const groups = collectGroups([...components, ...parts].filter((root) => !isAlias(root)));
  const keyOf = (root: Root): string => groups.of.get(root.schema)?.key ?? root.address;
  const types = nameTypes(groups.byKey, named.roots, keyOf, options.typeNames ?? {});
  const problems = [...operationNames.problems, ...named.problems, ...types.problems];
  if (!types.ok || hasErrors(problems)) return fail(...problems);

  const keys = [...api.schemas.keys()];
  const finalName = (root: Root): string => types.value.names.get(keyOf(root)) ?? root.name;
  const naming: Naming = {
    ...types.value,
    groups,
    components: new Map(
      components.map((root, index) => [keys[index] ?? "", isAlias(root) ? root.name : finalName(root)]),
    ),
  };
  const references = new Map(named.roots.filter(isAlias).map((root) => [root.name, root.schema]));
  const rootName = new Map(parts.map((root) => [root.address, root]));
  const final = operations.map((operation) =>
    rewriteOperation(operation, (part, schema) => {
      const root = rootName.get(`${operationKey(operation.operation)} ${part}`);
      if (!root) return rewrite(schema, naming);
      const own = naming.aliases.has(root.name) ? root.name : naming.names.get(keyOf(root));
      return own === undefined ? rewrite(schema, naming) : { $ref: schemaRef(own) };
    }),
  );
  const finalTypes = typesOf(naming, references);
  const value: ClientModel = {
    title: api.title,
    version: api.version,
    server:
      options.baseUrl === undefined
        ? (api.servers[0] ?? { url: "", variables: new Map() })
        : { url: options.baseUrl, variables: new Map() },
    operations: final,
    securities: nameSecurities(final),
    types: finalTypes,
    ...(options.int64 === "string" || options.int64 === "bigint"
      ? { int64: { as: options.int64, types: typesWith(finalTypes) } }
      : {}),
  };
  return ok(value, problems);
};
