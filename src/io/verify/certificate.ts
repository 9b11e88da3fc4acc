import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "./process.ts";
import type { RunFolder } from "./run-folder.ts";
import { findProgram } from "./tools.ts";

/** A certificate of a host that snippets trust during a run, and nobody else ever. */
export type Certificate = {
  readonly host: string;
  readonly key: string;
  readonly cert: string;
  /** Where programs read whom they trust. */
  readonly file: string;
};

/** Makes one for the host of an https address; undefined for other addresses, or without openssl. */
export const makeCertificate = async (
  address: string,
  { folder, shims }: RunFolder,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Certificate | undefined> => {
  const { protocol, hostname } = new URL(address);
  const path = env.PATH ?? "";
  const openssl = findProgram("openssl", path);
  if (protocol !== "https:" || !/^[a-z\d.-]+$/.test(hostname) || openssl === undefined) return undefined;
  const [file, keyFile] = [join(shims, "trusted.pem"), join(folder, "key.pem")];
  const made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const holds = ["-days", "2", "-subj", "/CN=kluster-gen", "-addext", `subjectAltName=DNS:${hostname}`];
  const { ending } = await runProgram({
    command: openssl,
    args: [...made, ...holds, "-keyout", keyFile, "-out", file],
    ...{ cwd: folder, env: { PATH: path }, input: "", timeoutMs: 10_000 },
  });
  if (ending.type !== "exit" || ending.code !== 0) return undefined;
  return { host: hostname, key: readFileSync(keyFile, "utf8"), cert: readFileSync(file, "utf8"), file };
};
