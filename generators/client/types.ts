/** The data of the client generator, in order: ApiDocument → ClientOperation → ClientModel → GeneratedFile. */
import type { ClientSettings } from "../../src/config/settings.ts";
import type { Digest } from "../../src/model/file.ts";
import type {
  ApiDocument,
  ApiMedia,
  ApiOperation,
  ApiParameter,
  ApiServer,
  JsonSchema,
  SchemaObject,
} from "../api/types.ts";

/** What a person may choose about the generated client. */
export type ClientOptions = ClientSettings["options"];

/** All that `generateClient` needs. */
export type ClientRequest = {
  readonly api: ApiDocument;
  /** Inputs of the digest in the headers, the options among them. */
  readonly inputs: ClientInputs;
};

/** A file to write, its path relative to the output folder, with `/`. */
export type GeneratedFile = { readonly path: string; readonly text: string };

/** An operation and its place in the client: `["fineTuning", "jobs", "list"]`. */
export type NamedOperation = {
  readonly operation: ApiOperation;
  readonly name: readonly string[];
  /** The things that it is about and what it does with them, by its path; types are named after these. */
  readonly about: readonly string[];
};

/** How a request body is sent. */
export type BodyKind = "json" | "lines" | "multipart" | "form" | "raw";

/** What a successful response is read as; `any` goes by what the server declares, `none` is discarded. */
export type ResponseKind = "json" | "lines" | "text" | "binary" | "any" | "none";

/** A parameter in the path, and the name of the argument that carries it. */
export type PathArgument = {
  readonly argument: string;
  readonly parameter: ApiParameter;
  /** What the schema says of its value; a name or an ID is a text. */
  readonly kind: "text" | "number" | "bigint" | "boolean" | "list" | "object";
};

/** A group of parameters or a body, as one argument. */
export type Argument = { readonly schema: JsonSchema; readonly required: boolean };

/** The parameters of one place, and what their argument is called. */
export type ArgumentGroup = Argument & { readonly name: "query" | "headers" | "cookies" };

/** A body, how it is written, and what the document says about the parts of a form. */
export type ClientBody = Argument & {
  readonly kind: BodyKind;
  readonly mediaType: string;
  readonly encoding?: ApiMedia["encoding"];
};

/** What of an operation the client is made from. */
export type ClientOperation = NamedOperation & {
  /** Beginning of the operation's type names: `FineTuningJobsList`. */
  readonly typeName: string;
  /** The thing that the operation is about, by its path: `FineTuningJob`. */
  readonly noun: string;
  /** The path cut at its parameters: literal, literal, …; one more than there are arguments. */
  readonly literals: readonly string[];
  readonly pathArguments: readonly PathArgument[];
  readonly groups: readonly ArgumentGroup[];
  /** The body in each form that a call can name by its media type, the usual one first; none where it takes none. */
  readonly bodies: readonly ClientBody[];
  readonly response: {
    readonly kind: ResponseKind;
    readonly mediaType: string;
    readonly schema: JsonSchema;
    /** Whether some success has no body: then the result may be undefined. */
    readonly optional?: boolean;
  };
  /** Server-sent events: always, or when the body says `stream: true`. */
  readonly events?: { readonly schema: JsonSchema; readonly optional: boolean };
  /** What the bodies of its errors say. */
  readonly error?: JsonSchema;
  /** For a list that goes on after a cursor: the schema of one item. */
  readonly item?: JsonSchema;
};

/** Operations and types with their final names; every `$ref` in it names a type. */
export type ClientModel = {
  readonly title: string;
  readonly version: string;
  /** Where the API is, unless a caller says otherwise. */
  readonly server: ApiServer;
  readonly operations: readonly ClientOperation[];
  /** What operations ask for as code, each with the name of its constant. */
  readonly securities: ReadonlyMap<string, string>;
  /** Sorted by name. */
  readonly types: ReadonlyMap<string, JsonSchema>;
  /** What integers of 64 bits are, where they aren't numbers, and the types that lead to some. */
  readonly int64?: { readonly as: "string" | "bigint"; readonly types: ReadonlySet<string> };
};

/** Whether a schema is an object with at least one named property. */
export const hasProperties = (schema: JsonSchema): schema is SchemaObject & { properties: object } =>
  typeof schema === "object" && schema.properties !== undefined && Object.keys(schema.properties).length > 0;

/** Everything that decides what the generated files say. */
export type ClientInputs = {
  /** Digest of the API description's bytes (of all its files, when it has several). */
  readonly source: Digest;
  /** Digests of the overlays' bytes, in the order in which they are applied. */
  readonly overlays: readonly Digest[];
  readonly options: ClientOptions;
  /** Version of the generator; another version may write other code. */
  readonly generator: string;
};
