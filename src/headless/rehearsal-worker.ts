import { rehearse } from "../engine/quota/rehearsal/rehearse.ts";
import { answerRehearsal } from "../host/rehearsal-thread.ts";

await answerRehearsal(rehearse);
