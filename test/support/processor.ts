/** Milliseconds of processor time since `process.cpuUsage()` gave this: what else the machine does hardly counts. */
export const processorSince = (start: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};
