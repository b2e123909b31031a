export const viewNames = ["live", "failures", "playground", "keys", "quota", "settings"] as const;
export type ViewName = (typeof viewNames)[number];
