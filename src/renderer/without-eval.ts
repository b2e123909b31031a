import { config } from "zod";

// The Content-Security-Policy forbids eval; asked for before the schemas are built, zod does not even try it.
config({ jitless: true });
