/** What Anthropic's service asks of each message that its document may leave out. */
import { isObject, type JsonValue } from "../../../../generators/api/json.ts";
import { defaultUrl } from "../../../../generators/api/servers.ts";
import type { ApiDocument, ApiOperation } from "../../../../generators/api/types.ts";

/** Whether an operation is called as the one for messages is. */
export const isMessages = ({ method, path }: ApiOperation): boolean =>
  method === "post" && /^(?:\/v\d+)?\/messages$/.test(path);

const version = "anthropic-version";

/** Whether a document is of that service: others are called so too, and ask for less. */
const isAnthropic = ({ parameters, security }: ApiOperation, { servers }: ApiDocument): boolean =>
  parameters.some(({ name }) => name.toLowerCase() === version) ||
  security.flat().some((scheme) => scheme.kind === "key" && scheme.name.toLowerCase() === "x-api-key") ||
  servers.some((server) => /\banthropic\.com\b/.test(defaultUrl(server)));

/** What the service asks for, also where its document is silent; each as a reason to refuse the request. */
export const messageProblems = (
  operation: ApiOperation,
  api: ApiDocument,
  header: (name: string) => string | undefined,
  body: JsonValue | undefined,
): readonly string[] => {
  if (!isMessages(operation) || !isObject(body) || !isAnthropic(operation, api)) return [];
  return [
    ...(header(version) === undefined ? [`header must have required property '${version}'`] : []),
    ...(body.max_tokens === undefined ? ["body must have required property 'max_tokens'"] : []),
  ];
};
