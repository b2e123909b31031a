export const viewNames = ["live", "failures", "playground", "keys", "quota", "setup", "settings"] as const;
export type ViewName = (typeof viewNames)[number];
