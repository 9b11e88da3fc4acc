/** The text of `client.ts`: functions by group, and `createClient`. ts-morph prints as it comes, so all is escaped. */
import type { FunctionDeclarationStructure, OptionalKind, StatementStructures } from "ts-morph";
import { loadMorph } from "../libraries.ts";
import { groupsOf, nameGroups, treeCode, treeOf } from "./tree.ts";
import { callCode, functionName, responseType } from "./callcode.ts";
import { commentLine, commentText, escapeInvisible, propertyName, quote } from "./literal.ts";
import { errorBodies } from "../calls/bodies.ts";
import { importsOf, validatorUses } from "./imports.ts";
import { modulePaths } from "../validators/modules.ts";
import { formsOf, parametersOf } from "./parameters.ts";
import { typeText } from "./typetext.ts";
import type { ClientModel, ClientOperation } from "../types.ts";
import type { ApiServer } from "../../api/types.ts";

/** The values of a variable, where the document limits them; its default is one of them, whatever it says. */
const allowed = ({
  default: usual,
  enum: values,
}: {
  default: string;
  enum?: readonly string[];
}): readonly string[] => (values ? [...new Set([usual, ...values])] : []);

/** The type of `createClient`'s options; without validators there is nothing to ask for. */
const optionsType = ({ variables }: ApiServer, validators: boolean): string => {
  const base = validators ? "ClientOptions" : 'Omit<ClientOptions, "validate" | "onWarning">';
  if (variables.size === 0) return base;
  const members = [...variables].map(([name, variable]) => {
    const values = allowed(variable).map(quote);
    return `readonly ${propertyName(name)}?: ${values.length > 0 ? values.join(" | ") : "string"} | undefined`;
  });
  return `${base} & { readonly server?: { ${members.join("; ")} } | undefined }`;
};

/** The expression of the default base URL. */
const baseUrlCode = ({ url, variables }: ApiServer): string => {
  if (variables.size === 0) return quote(url);
  const list = [...variables].map(([name, variable]) => {
    const values = allowed(variable).map(quote);
    const limited = values.length > 0 ? `, [${values.join(", ")}]` : "";
    return `[${quote(name)}, ${quote(variable.default)}${limited}]`;
  });
  return `serverUrl(${quote(url)}, [${list.join(", ")}], options.server)`;
};

type FunctionPart = OptionalKind<FunctionDeclarationStructure>;

const documentation = ({ operation }: ClientOperation): string => {
  const said = [operation.summary, operation.description].flatMap((text) =>
    text === undefined ? [] : [commentText(text)],
  );
  const lines = [...new Set(said), commentLine(`${operation.method.toUpperCase()} ${operation.path}`)];
  return `\n${[...lines, ...(operation.deprecated ? ["@deprecated"] : [])].filter((line) => line !== "").join("\n\n")}`;
};

const functionOf = (
  operation: ClientOperation,
  model: ClientModel,
  loader: string | undefined,
): FunctionPart => {
  const { events, bodies, response } = operation;
  const [body] = bodies;
  const whole: FunctionPart = {
    name: functionName(operation),
    docs: [documentation(operation)],
    parameters: parametersOf(operation),
    returnType: responseType(operation),
    statements: [...callCode(operation, model, loader)],
  };
  if (bodies.length > 1) {
    const forms = formsOf(operation);
    const [docs, returnType] = [[documentation(operation)], responseType(operation)];
    const overloads = forms
      .slice(0, -1)
      .map((parameters, index) => ({ docs: index === 0 ? docs : [], parameters, returnType }));
    return {
      ...whole,
      docs: overloads.length === 0 ? docs : [],
      parameters: forms.at(-1) ?? [],
      overloads,
    };
  }
  if (!events?.optional || !body) return whole;
  const params = typeText(body.schema);
  const stream = `Promise<AsyncIterable<${typeText(events.schema)}>>`;
  const plain = response.kind === "json" ? `Promise<${typeText(response.schema)}>` : responseType(operation);
  const either = `${plain} | ${stream}`;
  return {
    ...whole,
    returnType: either,
    docs: [],
    overloads: [
      {
        docs: [documentation(operation)],
        parameters: parametersOf(
          { ...operation, bodies: [{ ...body, required: true }] },
          { body: `${params} & { stream: true }` },
        ),
        returnType: stream,
      },
      {
        parameters: parametersOf(operation, { body: `${params} & { stream?: false | null }` }),
        returnType: plain,
      },
      { parameters: parametersOf(operation), returnType: either },
    ],
  };
};

/** Assembles the client in one go from a structure; `header` is the comment on top. */
export const renderClient = (
  model: ClientModel,
  validators: boolean,
  ending: string,
  header: string,
): string => {
  const exports = `export * from "./runtime/index${ending}";\nexport type * from "./types${ending}";`;
  // A collection of schemas without operations has types and validators only.
  if (model.operations.length === 0) return `${header}\n${exports}\n`;
  const { IndentationText, Project, StructureKind } = loadMorph();
  const groups = groupsOf(model.operations);
  const groupNames = nameGroups([...groups.keys()]);
  const functionPart = (part: FunctionPart): StatementStructures => ({
    ...part,
    kind: StructureKind.Function,
  });
  const modules = modulePaths([...validatorUses(model).keys()]);
  const loaderOf = (key: string): string | undefined =>
    validators && modules.has(key) ? `$${groupNames.get(key) ?? ""}` : undefined;
  // Validators are loaded once there is something to check.
  const loaders = [...modules].flatMap(([key, path]) => {
    const loader = loaderOf(key);
    return loader === undefined ? [] : [`const ${loader} = () => import("./${path}.js");\n`];
  });
  const groupFunctions: StatementStructures[] = [...groups].map(([key, operations]) => ({
    kind: StructureKind.Function,
    name: groupNames.get(key) ?? key,
    isExported: true,
    docs: [`The operations \`${key}.*\`.`],
    parameters: [{ name: "api", type: "Api" }],
    statements: [
      ...operations.map((operation) => functionPart(functionOf(operation, model, loaderOf(key)))),
      `return { ${operations.map((operation) => member(operation)).join(", ")} };`,
    ],
  }));
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces },
  });
  const file = project.createSourceFile("client.ts", {
    statements: [
      ...importsOf(model, ending).map(
        (each): StatementStructures => ({ ...each, kind: StructureKind.ImportDeclaration }),
      ),
      ...[...model.securities].map(([text, name]) => `const ${name} = ${text} as const;\n`),
      ...loaders,
      ...groupFunctions,
      {
        kind: StructureKind.Function,
        name: "createClient",
        isExported: true,
        docs: ["A client with all operations."],
        parameters: [{ name: "options", type: optionsType(model.server, validators), initializer: "{}" }],
        statements: [
          `const api = createApi(options, ${baseUrlCode(model.server)});`,
          `return ${treeCode(treeOf(groups), groupNames)};`,
        ],
      },
      {
        kind: StructureKind.TypeAlias,
        name: "Client",
        isExported: true,
        docs: ["What `createClient` returns."],
        type: "ReturnType<typeof createClient>",
      },
      ...errorBodies(model.operations),
      exports,
    ],
  });
  return `${header}\n${escapeInvisible(file.getFullText())}`;
};

const member = (operation: ClientOperation): string => {
  const name = operation.name.at(-1) ?? "";
  const local = functionName(operation);
  return name === local ? name : `${propertyName(name)}: ${local}`;
};
