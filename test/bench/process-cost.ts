import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** What a process has used so far, as Linux accounts for it. */
export interface ProcessCost {
  cpuMs: number;
  residentBytes: number;
}

let ticksPerSecond = 0;

/** Reads /proc; throws where there is none. */
export function readCost(pid: number): ProcessCost {
  ticksPerSecond ||= Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
  // The name in brackets may hold spaces: the fields are counted from behind it.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  const ticks = Number(fields[11]) + Number(fields[12]);
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return { cpuMs: (ticks / ticksPerSecond) * 1000, residentBytes: Number(resident?.[1] ?? 0) * 1024 };
}
