import type { RelativePath } from "../model/file.ts";
import type { Page } from "./page.ts";
import { scanMarkdown } from "./markdown/scan.ts";

/** Scans a page, by what its name says that it is written in. */
export const scanPage = (path: RelativePath, text: string): Page => scanMarkdown(path, text);
