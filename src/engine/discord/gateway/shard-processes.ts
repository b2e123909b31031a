import { type Shard, ShardingManager } from "discord.js";
import type { ShardProcesses } from "../../ports.ts";

/** What discord.js writes into this process's environment, and every later client in it would take for its own. */
const marks = ["SHARDING_MANAGER", "SHARDING_MANAGER_MODE", "DISCORD_TOKEN"];

/** The shards' processes, not started yet. They get neither secrets nor settings with their environment. */
export function createShards({ program, environment }: ShardProcesses, count: number): Shard[] {
  const before = marks.map((name) => [name, environment[name]] as const);
  const manager = new ShardingManager(program, { totalShards: count, respawn: false });
  for (const [name, value] of before) {
    if (value === undefined) delete environment[name];
    else environment[name] = value;
  }
  const isHarmless = (name: string) => !name.startsWith("QUIPDECK_") && !marks.includes(name);
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => isHarmless(name)));
  return Array.from({ length: count }, (_, id) => Object.assign(manager.createShard(id), { env }));
}
