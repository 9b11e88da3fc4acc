/** Which operation a request is for, and what its path says. */
import { pathVariables } from "../../../generators/api/parameters.ts";
import type { ApiDocument, ApiOperation } from "../../../generators/api/types.ts";
import { fromUrl } from "../../text/escapes.ts";

/** An operation with the decoded values of its path parameters. */
export type Route = { readonly operation: ApiOperation; readonly path: ReadonlyMap<string, string> };

/** Why no operation takes the request. */
export type NoRoute = { readonly status: 404 | 405; readonly reason: string };

type Compiled = {
  readonly operation: ApiOperation;
  /** One pattern for each segment of the path, matched once it is decoded. */
  readonly patterns: readonly RegExp[];
  readonly names: readonly string[];
};

const compileSegment = (segment: string): RegExp => {
  const parts = segment.split(/\{[^{}]+\}/).map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("(.+)")}$`, "s");
};

const compile = (operation: ApiOperation): Compiled => ({
  operation,
  patterns: operation.path.split("/").map(compileSegment),
  names: pathVariables(operation.path) ?? [],
});

const match = (route: Compiled, segments: readonly string[]): readonly string[] | undefined => {
  if (segments.length !== route.patterns.length) return undefined;
  const values: string[] = [];
  for (const [index, pattern] of route.patterns.entries()) {
    const found = pattern.exec(segments[index] ?? "");
    if (found === null) return undefined;
    values.push(...found.slice(1));
  }
  return values;
};

/** Prepares the lookup from method and raw path to operation; fixed paths win over parameters. */
export const router = (api: ApiDocument): ((method: string, path: string) => Route | NoRoute) => {
  const routes = api.operations.map(compile).sort((a, b) => a.names.length - b.names.length);
  return (method, path) => {
    const segments = path.split("/").map(fromUrl);
    const matching = routes.flatMap((route) => {
      const values = match(route, segments);
      return values === undefined ? [] : [{ ...route, values }];
    });
    const found = matching.find(({ operation }) => operation.method === method.toLowerCase());
    if (found === undefined) {
      const status = matching.length > 0 ? 405 : 404;
      return { status, reason: `The API has no operation ${method} ${path}.` };
    }
    const { operation, names, values } = found;
    return { operation, path: new Map(names.map((name, index) => [name, values[index] ?? ""])) };
  };
};
