/** Fine-tuning jobs that run while they are polled: validating_files → running → succeeded. */
import { isList, type JsonValue } from "../../../generators/api/json.ts";
import { answer, changed, missing } from "./missing.ts";
import { type Call, type Reply, type Stored, type World, idOf, requestOf, textOf } from "./world.ts";

/** `POST /fine_tuning/jobs` */
export const createJob = (call: Call, world: World): Reply => {
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
};

const advance = (record: Stored): Stored => {
  if (record.status === "validating_files") return { ...record, status: "running" };
  if (record.status !== "running") return record;
  const fine_tuned_model = `${textOf(record, "model")}:${textOf(record, "id")}`;
  return { ...record, status: "succeeded", fine_tuned_model, finished_at: record.created_at ?? 0 };
};

/** `GET /fine_tuning/jobs/{}`: each look moves the job one step on. */
export const retrieveJob = (call: Call, world: World): Reply => changed("jobs", call, world, advance);

/** `POST /fine_tuning/jobs/{}/cancel` */
export const cancelJob = (call: Call, world: World): Reply =>
  changed("jobs", call, world, (record) =>
    record.status === "succeeded" ? record : { ...record, status: "cancelled" },
  );

/** `DELETE /fine_tuning/jobs/{}`: answers with the job that is gone. */
export const deleteJob = (call: Call, world: World): Reply => {
  const record = world.jobs.get(idOf(call));
  if (record === undefined) return missing(call, world);
  world.jobs.delete(idOf(call));
  return answer(record, call, world);
};

const labelOf = (call: Call): JsonValue => requestOf(call).label ?? "";

const labelsOf = (record: Stored): readonly JsonValue[] => (isList(record.labels) ? record.labels : []);

/** `POST /fine_tuning/jobs/{}/labels` */
export const addLabel = (call: Call, world: World): Reply =>
  changed("jobs", call, world, (record) => ({
    ...record,
    labels: [...new Set([...labelsOf(record), labelOf(call)])],
  }));

/** `DELETE /fine_tuning/jobs/{}/labels` */
export const removeLabel = (call: Call, world: World): Reply =>
  changed("jobs", call, world, (record) => ({
    ...record,
    labels: labelsOf(record).filter((label) => label !== labelOf(call)),
  }));
