/** One of the stacked parts of a picture: a key. */
export interface Series {
  id: string;
  label: string;
  fill: string;
}

export const paletteSize = 6;

export type Texture = "plain" | "hatched" | "dotted";
const textures: readonly Texture[] = ["plain", "hatched", "dotted"];

export function textureOf(place: number): Texture {
  return textures[(place % paletteSize) % textures.length] ?? "plain";
}

export const textureId = (place: number) => `series-texture-${(place % paletteSize) + 1}`;
export const seriesColor = (place: number) => `var(--series-${(place % paletteSize) + 1})`;

/** Series with their fills: told apart by colour and texture, so that neither is needed alone. */
export function asSeries(keys: readonly { id: string; label: string }[]): Series[] {
  return keys.map(({ id, label }, place) => ({
    id,
    label,
    fill: textureOf(place) === "plain" ? seriesColor(place) : `url(#${textureId(place)})`,
  }));
}
