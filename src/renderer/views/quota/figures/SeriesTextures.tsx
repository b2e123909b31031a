import { paletteSize, seriesColor, textureId, textureOf } from "./series.ts";

/** The textures that the pictures and legends of the view refer to. */
export function SeriesTextures() {
  const places = Array.from({ length: paletteSize }, (_, place) => place).filter(
    (place) => textureOf(place) !== "plain",
  );
  return (
    <svg width="0" height="0" aria-hidden style={{ position: "absolute" }}>
      <defs>
        {places.map((place) => (
          <pattern
            key={place}
            id={textureId(place)}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform={textureOf(place) === "hatched" ? "rotate(45)" : ""}
          >
            <rect width="5" height="5" fill={seriesColor(place)} />
            {textureOf(place) === "hatched" ? (
              <rect width="1.5" height="5" fill="var(--panel-raised)" fillOpacity="0.55" />
            ) : (
              <circle cx="2.5" cy="2.5" r="1.1" fill="var(--panel-raised)" fillOpacity="0.65" />
            )}
          </pattern>
        ))}
      </defs>
    </svg>
  );
}
