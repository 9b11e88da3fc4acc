/** What the bodies of errors say, as one type by operation: TypeScript has no place for it in a signature. */
import { type ApiOperation, isJson, type JsonSchema } from "../../api/types.ts";
import { unionOf } from "./answer.ts";
import { quote } from "../code/literal.ts";
import { typeText } from "../code/typetext.ts";
import type { ClientOperation } from "../types.ts";

const isError = (status: string, hasSuccess: boolean): boolean =>
  /^[45]/.test(status) || (status === "default" && hasSuccess);

/** The schema of all that an operation's errors say as JSON; undefined where the document says nothing. */
export const errorOf = ({ responses }: ApiOperation): JsonSchema | undefined => {
  const hasSuccess = responses.some(({ status }) => status.startsWith("2"));
  const schemas = responses
    .filter(({ status }) => isError(status, hasSuccess))
    .flatMap(({ media }) => media.filter(({ type }) => isJson(type)).map(({ schema }) => schema))
    .filter((schema) => schema !== true);
  return schemas.length === 0 ? undefined : unionOf(schemas);
};

/** The type `ErrorBodies`, as code; nothing where no operation says what its errors are. */
export const errorBodies = (operations: readonly ClientOperation[]): readonly string[] => {
  const members = operations.flatMap(({ name, error }) =>
    error === undefined ? [] : [`  ${quote(name.join("."))}: ${typeText(error)};\n`],
  );
  if (members.length === 0) return [];
  const comment = "/** What the `body` of an `ApiError` says, by operation. */";
  return [`${comment}\nexport type ErrorBodies = {\n${members.join("")}};\n`];
};
