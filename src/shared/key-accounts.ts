/** What the service says of whose a key is. `unknown`: it was not asked, or did not say. */
export interface KeyAccount {
  keyId: string;
  verdict: "own" | "shared" | "unknown";
  /** One sentence; names the keys that share its account, never the account. */
  text: string;
}

/** Of how many keys the service has said by now whose they are. */
export interface AccountsProgress {
  answered: number;
  asked: number;
}
