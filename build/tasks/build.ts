import { ensureBuilt } from "../lib/built.ts";

await ensureBuilt();
