import { type ReactNode, useId } from "react";

/** A drawing of a page elsewhere, with what it shows in words; it follows the panel's colours. */
export function Picture({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <svg className="setup-picture" viewBox="0 0 320 180" role="img" aria-labelledby={id}>
      <title id={id}>{title}</title>
      <rect className="sheet" x="0.5" y="0.5" width="319" height="179" rx="8" />
      {children}
    </svg>
  );
}

interface At {
  x: number;
  y: number;
}

/** Lines of text that do not matter here. */
export function Blur({ x, y, width }: At & { width: number }) {
  return <rect className="blur" x={x} y={y} width={width} height="6" rx="3" />;
}

export function Label({ x, y, children, isStrong = false }: At & { children: string; isStrong?: boolean }) {
  return (
    <text className={isStrong ? "strong" : undefined} x={x} y={y}>
      {children}
    </text>
  );
}

/** A button, or a line of a menu, to press. */
export function Press({ x, y, width, children }: At & { width: number; children: string }) {
  return (
    <>
      <rect className="press" x={x} y={y} width={width} height="22" rx="4" />
      <text className="on-press" x={x + width / 2} y={y + 15} textAnchor="middle">
        {children}
      </text>
    </>
  );
}

export function Toggle({ x, y, isOn }: At & { isOn: boolean }) {
  return (
    <>
      <rect className={isOn ? "press" : "blur"} x={x} y={y} width="30" height="16" rx="8" />
      <circle className="knob" cx={x + (isOn ? 22 : 8)} cy={y + 8} r="5" />
    </>
  );
}

export function Tick({ x, y, isOn }: At & { isOn: boolean }) {
  return (
    <>
      <rect className={isOn ? "press" : "box"} x={x} y={y} width="12" height="12" rx="2" />
      {isOn && <path className="tick" d={`M${x + 3} ${y + 6} l2.5 3 l4 -5.5`} />}
    </>
  );
}
