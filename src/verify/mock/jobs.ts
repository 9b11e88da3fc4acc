/** Fine-tuning jobs that run while they are polled: validating_files → running → succeeded. */
import { isList, type JsonValue } from "../../../generators/api/json.ts";
import {
  type Behaviours,
  type Call,
  type Stored,
  answer,
  changed,
  idOf,
  missing,
  requestOf,
  textOf,
} from "./world.ts";

const advance = (record: Stored): Stored => {
  if (record.status === "validating_files") return { ...record, status: "running" };
  if (record.status !== "running") return record;
  const fine_tuned_model = `${textOf(record, "model")}:${textOf(record, "id")}`;
  return { ...record, status: "succeeded", fine_tuned_model, finished_at: record.created_at ?? 0 };
};

const labelOf = (call: Call): JsonValue => requestOf(call).label ?? "";

const labelsOf = (record: Stored): readonly JsonValue[] => (isList(record.labels) ? record.labels : []);

/** What answers about jobs. */
export const jobBehaviours: Behaviours = {
  "post /fine_tuning/jobs": (call, world) => {
    const { id, time } = world.next("ftjob");
    const request = requestOf(call);
    const copied = [
      "model",
      "training_file",
      "validation_file",
      "labels",
      "hyperparameters",
      "method",
      "integrations",
    ];
    const given = copied.flatMap((key) => (request[key] === undefined ? [] : [[key, request[key]] as const]));
    const record: Stored = {
      ...Object.fromEntries(given),
      id,
      object: "fine_tuning.job",
      created_at: time,
      result_files: [],
      status: "validating_files",
    };
    world.jobs.set(id, record);
    return answer(record, call, world);
  },
  // Each look moves the job one step on.
  "get /fine_tuning/jobs/{}": (call, world) => changed("jobs", call, world, advance),
  "post /fine_tuning/jobs/{}/cancel": (call, world) =>
    changed("jobs", call, world, (record) =>
      record.status === "succeeded" ? record : { ...record, status: "cancelled" },
    ),
  // Answers with the job that is gone.
  "delete /fine_tuning/jobs/{}": (call, world) => {
    const record = world.jobs.get(idOf(call));
    if (record === undefined) return missing(call, world);
    world.jobs.delete(idOf(call));
    return answer(record, call, world);
  },
  "post /fine_tuning/jobs/{}/labels": (call, world) =>
    changed("jobs", call, world, (record) => ({
      ...record,
      labels: [...new Set([...labelsOf(record), labelOf(call)])],
    })),
  "delete /fine_tuning/jobs/{}/labels": (call, world) =>
    changed("jobs", call, world, (record) => ({
      ...record,
      labels: labelsOf(record).filter((label) => label !== labelOf(call)),
    })),
};
