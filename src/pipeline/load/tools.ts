import { resolve } from "node:path";
import type { FileTools } from "../../../generators/output.ts";
import { localReader } from "../../io/api-files.ts";
import { loadDocumentRenderer, loadRenderer } from "../../io/render.ts";
import { list, readFiles, readOtherPages } from "../../io/tree.ts";
import { fail } from "../../model/problem.ts";
import { readApiTexts } from "./api-texts.ts";
import type { Configured } from "./configure.ts";
import { readersFor } from "./nav-readers.ts";

/** The paths of all files of the documentation. */
export const pathsIn = (root: string): readonly string[] => list(root, "", "deep");

/** What planning a client takes from outside. */
export const clientTools = ({
  root,
  folder,
  settings: { client },
}: Configured): Pick<FileTools, "readApi" | "readReferred" | "readFiles"> => ({
  readFiles: (paths) => readFiles(root, paths),
  readApi: () => (client === undefined ? fail() : readApiTexts(folder, client)),
  readReferred: localReader(resolve(folder, client?.api ?? "")),
});

/** What planning files takes from outside. */
export const fileTools = (configured: Configured, step: FileTools["step"]): FileTools => ({
  ...clientTools(configured),
  loadRenderer: () => loadRenderer(configured.settings, configured.templates),
  loadDocumentRenderer: () => loadDocumentRenderer(configured.templates),
  loadDataReaders: () => readersFor(configured.settings),
  readOtherPages: (known) => readOtherPages(configured.root, known),
  step,
});
