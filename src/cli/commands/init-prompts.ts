import process from "node:process";
import { confirm, isCancel, text } from "@clack/prompts";

/** What a person answered; undefined when they ended the questions. */
export type Answer<T> = T | undefined;

// The answer of the command is on stdout; questions aren't part of it.
const output = process.stderr;

/** Asks where the catalog is. */
export const askCatalog = async (): Promise<Answer<string>> => {
  const answer = await text({
    message: "Where is the model catalog?",
    placeholder: "catalog.json or https://api.example.com/v1/models",
    validate: (value) => ((value ?? "").trim() === "" ? "A file or an address is needed." : undefined),
    output,
  });
  return isCancel(answer) ? undefined : answer;
};

/** Asks whether to write what was worked out. */
export const askWrite = async (file: string): Promise<Answer<boolean>> => {
  const answer = await confirm({ message: `Write ${file}?`, output });
  return isCancel(answer) ? undefined : answer;
};
