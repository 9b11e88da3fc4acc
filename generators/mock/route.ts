/** Which operation a request is for, and what its path says. */
import type { ApiDocument, ApiOperation } from "../api/types.ts";

/** An operation with the decoded values of its path parameters. */
export type Route = { readonly operation: ApiOperation; readonly path: ReadonlyMap<string, string> };

/** Why no operation takes the request. */
export type NoRoute = { readonly status: 404 | 405; readonly reason: string };

const decode = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
};

type Compiled = {
  readonly operation: ApiOperation;
  readonly pattern: RegExp;
  readonly names: readonly string[];
};

const compile = (operation: ApiOperation): Compiled => {
  const names: string[] = [];
  const source = operation.path
    .split(/(\{[^{}]+\})/)
    .map((part) => {
      if (!part.startsWith("{")) return part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
      names.push(part.slice(1, -1));
      return "([^/]+)";
    })
    .join("");
  return { operation, pattern: new RegExp(`^${source}$`), names };
};

/** Prepares the lookup from method and raw path to operation; fixed paths win over parameters. */
export const router = (api: ApiDocument): ((method: string, path: string) => Route | NoRoute) => {
  const routes = api.operations.map(compile).sort((a, b) => a.names.length - b.names.length);
  return (method, path) => {
    const matching = routes.filter((route) => route.pattern.test(path));
    const route = matching.find((candidate) => candidate.operation.method === method.toLowerCase());
    if (route === undefined) {
      const status = matching.length > 0 ? 405 : 404;
      return { status, reason: `The API has no operation ${method} ${path}.` };
    }
    const values = route.pattern.exec(path)?.slice(1) ?? [];
    const decoded = route.names.map((name, index) => [name, decode(values[index] ?? "") ?? ""] as const);
    return { operation: route.operation, path: new Map(decoded) };
  };
};
