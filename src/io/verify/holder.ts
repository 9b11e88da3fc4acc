import { type ChildProcess, spawn } from "node:child_process";
import type { Server } from "node:http";
import { Server as Socket } from "node:net";
import type { Program } from "./process.ts";

/** A process that keeps the namespaces which snippets join. */
export type Holder = {
  readonly pid: number;
  /** Opens a server where only the snippets reach it, and tells its URL. */
  readonly listen: (server: Server) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** A command line, the environment that it has, and the time until it must have said that it is ready. */
type Start = Pick<Program, "command" | "args" | "env" | "timeoutMs">;

/** The first line of what a program said against it. */
export const firstReason = (said: string): string => /\S.*/.exec(said)?.[0] ?? "the kernel refuses";

/** Ends a process and waits until it has ended. */
export const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.ref();
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });

const nextSocket = (child: ChildProcess): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error("The process that keeps the snippets' network has ended."));
    child.once("exit", gone);
    child.once("message", (_, handle) => {
      child.off("exit", gone);
      if (handle instanceof Socket) resolve(handle);
      else gone();
    });
    child.send("listen");
  });

const holderOf = (child: ChildProcess, pid: number): Holder => {
  // One at a time, so that each gets a socket of its own.
  let last: Promise<unknown> = Promise.resolve();
  return {
    pid,
    listen: async (server) => {
      const mine = last.then(() => nextSocket(child));
      last = mine.catch(() => undefined);
      const socket = await mine;
      const address = socket.address();
      server.listen(socket);
      return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
    },
    close: () => ended(child),
  };
};

/** Starts it; when it ends before it is ready, what it said. */
export const startHolder = ({
  command,
  args,
  env,
  timeoutMs,
}: Start): Promise<Holder | { readonly lack: string }> =>
  new Promise((resolve) => {
    // In a group of its own: who ends a run at the terminal ends it by its channel.
    const child = spawn(command, args, {
      cwd: "/",
      env,
      detached: true,
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
    const end = (lack: string): void => {
      clearTimeout(timer);
      resolve({ lack: firstReason(lack) });
    };
    child.once("error", ({ message }) => end(message));
    child.once("close", () => end(said));
    child.once("message", () => {
      clearTimeout(timer);
      child.unref();
      child.channel?.unref();
      if (child.pid !== undefined) resolve(holderOf(child, child.pid));
    });
  });
