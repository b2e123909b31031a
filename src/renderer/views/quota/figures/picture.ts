const svgNamespace = "http://www.w3.org/2000/svg";
const scale = 2;
const margin = 12;
const titleHeight = 26;
const legendRowHeight = 20;
const legendGap = 18;
const swatchWidth = 18;

/** What makes up the look of an element; the panel's style sheets do not reach into a picture. */
const looks = [
  "display",
  "dominant-baseline",
  "fill",
  "fill-opacity",
  "font-family",
  "font-size",
  "font-variant-numeric",
  "font-weight",
  "opacity",
  "stroke",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-opacity",
  "stroke-width",
  "text-anchor",
  "visibility",
];

/** The chart within `figure` with its title and legend, as a PNG of twice the size shown, in the colours shown. */
export async function pictureOf(figure: HTMLElement, title: string): Promise<Blob> {
  const chart = figure.querySelector<SVGSVGElement>("svg.recharts-surface");
  if (!chart) throw new Error("there is no chart to draw");
  const { svg, width, height } = compose(figure, chart, title);
  const image = new Image();
  // A data URL: the panel's policy lets images come from nowhere else.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the canvas gave no picture"))), "image/png"),
  );
}

function compose(figure: HTMLElement, chart: SVGSVGElement, title: string) {
  const { width: chartWidth, height: chartHeight } = chart.getBoundingClientRect();
  const { color, fontFamily } = getComputedStyle(figure);
  const legend = placedLegend(figure, chartWidth, fontFamily);
  const legendRows = 1 + Math.max(-1, ...legend.map(({ row }) => row));
  const width = Math.ceil(chartWidth + 2 * margin);
  const height = Math.ceil(chartHeight + titleHeight + legendRows * legendRowHeight + 2 * margin);

  const svg = svgElement("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  const text = { fill: color, "font-family": fontFamily };
  svg.append(svgElement("rect", { width, height, fill: groundOf(figure) }));
  svg.append(svgElement("text", { ...text, x: margin, y: margin + 13, "font-size": 14, "font-weight": 600 }, title));
  for (const { swatch, label, x, row } of legend) {
    const y = margin + titleHeight + row * legendRowHeight;
    svg.append(placed(styledCopy(swatch), margin + x, y, swatchWidth, 12));
    const place = { x: margin + x + swatchWidth + 6, y: y + 10 };
    svg.append(svgElement("text", { ...text, ...place, "font-size": 12 }, label));
  }
  const chartTop = margin + titleHeight + legendRows * legendRowHeight;
  svg.append(placed(styledCopy(chart), margin, chartTop, chartWidth, chartHeight));
  svg.prepend(sharedPaints(svg));
  return { svg, width, height };
}

/** The entries of the legend, wrapped into rows as wide as the chart. */
function placedLegend(figure: HTMLElement, chartWidth: number, fontFamily: string) {
  const pen = document.createElement("canvas").getContext("2d");
  if (pen) pen.font = `12px ${fontFamily}`;
  let x = 0;
  let row = 0;
  return [...figure.querySelectorAll<HTMLElement>(".legend li")].flatMap((entry) => {
    const swatch = entry.querySelector("svg");
    const label = entry.textContent;
    if (!swatch) return [];
    const entryWidth = swatchWidth + 6 + (pen?.measureText(label).width ?? 0);
    if (x > 0 && x + entryWidth > chartWidth) {
      x = 0;
      row += 1;
    }
    const place = { swatch, label, x, row };
    x += entryWidth + legendGap;
    return place;
  });
}

/** A copy that looks alike without any style sheet. */
function styledCopy<Kind extends SVGElement>(original: Kind): Kind {
  const copy = original.cloneNode(true) as Kind;
  const copies = [copy, ...copy.querySelectorAll("*")];
  for (const [place, element] of [original, ...original.querySelectorAll("*")].entries()) {
    const style = getComputedStyle(element);
    copies[place]?.removeAttribute("style");
    copies[place]?.removeAttribute("class");
    for (const look of looks) copies[place]?.setAttribute(look, style.getPropertyValue(look));
  }
  return copy;
}

/** The textures that the picture refers to and that stand elsewhere in the page. */
function sharedPaints(svg: SVGElement): SVGElement {
  const names = svg.outerHTML.matchAll(/url\((?:&quot;|["'])?#([\w-]+)/g);
  const defs = svgElement("defs", {});
  for (const name of new Set([...names].map(([, name = ""]) => name))) {
    const paint = svg.querySelector(`#${CSS.escape(name)}`) ? null : document.getElementById(name);
    if (paint instanceof SVGElement) defs.append(styledCopy(paint));
  }
  return defs;
}

/** The colour on which the figure stands: that of the nearest ground that is not see-through. */
function groundOf(element: HTMLElement): string {
  const { backgroundColor } = getComputedStyle(element);
  const isClear = backgroundColor === "transparent" || backgroundColor === "rgba(0, 0, 0, 0)";
  return isClear && element.parentElement ? groundOf(element.parentElement) : backgroundColor;
}

function placed(svg: SVGSVGElement, x: number, y: number, width: number, height: number): SVGSVGElement {
  for (const [name, value] of Object.entries({ x, y, width, height })) svg.setAttribute(name, String(value));
  return svg;
}

function svgElement(name: string, attributes: Record<string, string | number>, text = ""): SVGElement {
  const element = document.createElementNS(svgNamespace, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  element.textContent = text;
  return element;
}
