/** How an entry looks in the picture. */
export type Swatch = "bar" | "line" | "dashed" | "band";

export interface LegendEntry {
  label: string;
  swatch: Swatch;
  /** A colour or a texture. */
  paint: string;
}

export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <ul className="legend">
      {entries.map(({ label, swatch, paint }) => (
        <li key={`${paint} ${label}`}>
          <svg width="18" height="12" viewBox="0 0 18 12" aria-hidden>
            <SwatchShape swatch={swatch} paint={paint} />
          </svg>
          <span>{label}</span>
        </li>
      ))}
    </ul>
  );
}

function SwatchShape({ swatch, paint }: { swatch: Swatch; paint: string }) {
  switch (swatch) {
    case "bar":
      return <rect x="3" y="0" width="12" height="12" rx="2" fill={paint} />;
    case "band":
      return <rect x="0" y="1" width="18" height="10" fill={paint} fillOpacity="0.25" stroke={paint} />;
    case "line":
      return <path d="M0 6H18" stroke={paint} strokeWidth="2" fill="none" />;
    case "dashed":
      return <path d="M0 6H18" stroke={paint} strokeWidth="2" strokeDasharray="5 3" fill="none" />;
  }
}
