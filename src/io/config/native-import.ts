import { pathToFileURL } from "node:url";

/** Imports a module of the user's. In a file of its own, since compiled code that imports can't be kept. */
export const nativeImport = (path: string): Promise<unknown> => import(pathToFileURL(path).href);
