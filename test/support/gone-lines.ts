import { diffArrays } from "diff";

const linesOf = (bytes: Buffer | undefined): string[] => bytes?.toString("latin1").split(/(?<=\n)/) ?? [];

/** The lines of `before` that `after` doesn't have at their place any more, without their ends. */
export const goneLines = (before: Buffer, after: Buffer | undefined): readonly string[] =>
  diffArrays(linesOf(before), linesOf(after))
    .filter(({ removed }) => removed)
    .flatMap(({ value }) =>
      value.map((line) =>
        Buffer.from(line, "latin1")
          .toString("utf8")
          .replace(/\r?\n$/, ""),
      ),
    );
