import type { HeaderConfig, PagingRule, SourceConfig } from "../config.gen.ts";
import type { Report } from "../checks.ts";
import { parsePath } from "../../catalog/value-path.ts";

/** A path of the catalog's part must be one. */
export const checkPath = (report: Report, place: string, path: string | undefined): void => {
  if (path !== undefined && parsePath(path) === undefined)
    report(
      "config-bad-path",
      place,
      `${JSON.stringify(path)} is not a path.`,
      'Write keys with dots between them, `[0]`, `[*]`, `[key=value]`, or `["a.b"]` for a key with a dot.',
    );
};

/** Headers that a request sets by itself, or that would be about the connection. */
const ownHeaders: ReadonlySet<string> = new Set([
  ...[
    "accept-encoding",
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
  ],
  ...["proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"],
]);

const checkHeader = (
  report: Report,
  place: string,
  name: string,
  value: string | HeaderConfig,
  { authEnv }: SourceConfig,
): void => {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || ownHeaders.has(name.toLowerCase()))
    report(
      "config-header",
      place,
      "This is no header that a source may have.",
      "Name one of the API's, such as `x-api-key`.",
    );
  if (authEnv !== undefined && name.toLowerCase() === "authorization")
    report("config-header", place, "`authEnv` sets this header already.", "Keep one of the two.");
  if (typeof value === "object" && (value.env === undefined) === (value.value === undefined))
    report("config-header", place, "A header has either an `env` or a `value`.", "Keep one of them.");
};

/** A place of the catalog: what it is, and the headers of its requests. */
export const checkSource = (report: Report, place: string, source: SourceConfig): void => {
  if ([source.file, source.url, source.files].filter((given) => given !== undefined).length !== 1)
    report("config-source", place, "A source is either a `file`, a `url` or `files`.", "Keep one of them.");
  if (source.headers !== undefined && source.url === undefined)
    report("config-header", `${place}.headers`, "Only a `url` is asked with headers.", "Remove them.");
  for (const [name, value] of Object.entries(source.headers ?? {}))
    checkHeader(report, `${place}.headers.${name}`, name, value, source);
};

/** What each way of paging needs besides. */
export const checkPaging = (
  report: Report,
  place: string,
  paging: "auto" | "none" | PagingRule | undefined,
): void => {
  if (paging === undefined || typeof paging === "string") return;
  for (const key of ["next", "more", "pages", "total"] as const)
    checkPath(report, `${place}.${key}`, paging[key]);
  const need = (key: "next" | "param" | "size"): void => {
    if (paging[key] === undefined)
      report("config-missing-key", place, `\`by: "${paging.by}"\` needs \`${key}\`.`, `Add \`${key}\`.`);
  };
  if (paging.by === "cursor" || paging.by === "url") need("next");
  if (paging.by === "cursor") need("param");
  if (paging.sizeParam !== undefined) need("size");
};
