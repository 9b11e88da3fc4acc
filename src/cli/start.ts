#!/usr/bin/env node
// Answers with the version itself; for anything else it loads the command line, as an earlier run compiled it.
import { readFileSync } from "node:fs";
import process from "node:process";
import { output } from "./output.ts";

const version = (): string => {
  const manifest: unknown = JSON.parse(readFileSync(`${import.meta.dirname}/../package.json`, "utf8"));
  const has = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return has ? String(manifest.version) : "unknown";
};

const start = async (args: readonly string[]): Promise<void> => {
  if (args.length === 1 && args[0] === "--version") {
    output.write(`${version()}\n`);
    return;
  }
  (await import("../io/cache/compile-cache.ts")).keepCompiledCode(args, process.env);
  await (await import("./main.ts")).main(args, { version: version(), cwd: process.cwd() });
};

void start(process.argv.slice(2));
