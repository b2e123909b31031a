/** discord.js resumes by itself; a session that has not come back by then is opened anew. */
export const reconnectPatienceMs = 90_000;
/** A session that lasted so long did not die of its own beginning. */
export const provenMs = 60_000;
