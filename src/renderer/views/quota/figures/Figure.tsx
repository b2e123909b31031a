import { Button, Group, Loader } from "@mantine/core";
import { IconFileTypeCsv, IconPhoto } from "@tabler/icons-react";
import { type ReactNode, Suspense, useRef } from "react";
import { CommandError } from "../../../bridge/panel-bridge.ts";
import { download } from "../../../components/download.ts";
import { ErrorLine } from "../../../components/ErrorLine.tsx";
import { useAction } from "../../../state/use-action.ts";
import { FigureTable } from "./FigureTable.tsx";
import { type FigureColumn, figureCsv } from "./figure-table.ts";
import { Legend, type LegendEntry } from "./Legend.tsx";
import { pictureOf } from "./picture.ts";

interface FigureProps<Row> {
  /** Names the picture to those who cannot see it, and stands above the exported one. */
  title: string;
  /** Of the exported files, without their ending. */
  fileName: string;
  legend: readonly LegendEntry[];
  columns: readonly FigureColumn<Row>[];
  rows: readonly Row[];
  /** The chart, which is loaded when it is first shown. */
  children: ReactNode;
}

/** A chart with its legend, the same numbers as a table, and both as files. */
export function Figure<Row>({ title, fileName, legend, columns, rows, children }: FigureProps<Row>) {
  const frame = useRef<HTMLElement>(null);
  const { run, error } = useAction();
  const saveTable = () =>
    download(`${fileName}.csv`, new Blob([figureCsv(columns, rows)], { type: "text/csv;charset=utf-8" }));
  const savePicture = async () => {
    const picture = frame.current && (await pictureOf(frame.current, title).catch(() => null));
    if (!picture) throw new CommandError(notDrawn);
    download(`${fileName}.png`, picture);
  };
  return (
    <figure className="quota-figure" aria-label={title} ref={frame}>
      <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
        <Legend entries={legend} />
        <Group gap={6} wrap="nowrap">
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconFileTypeCsv size={14} aria-hidden />}
            onClick={saveTable}
            aria-label={`Save as CSV: ${title}`}
          >
            CSV
          </Button>
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconPhoto size={14} aria-hidden />}
            onClick={() => void run(savePicture)}
            aria-label={`Save as PNG: ${title}`}
          >
            PNG
          </Button>
        </Group>
      </Group>
      <ErrorLine error={error} />
      <div className="chart" role="img" aria-label={`Chart: ${title}. The table below holds the same numbers.`}>
        <Suspense fallback={<Loader size="sm" aria-label="Loading the chart" />}>{children}</Suspense>
      </div>
      <FigureTable title={title} columns={columns} rows={rows} />
    </figure>
  );
}

const notDrawn = {
  code: "unavailable",
  message: "This browser could not draw the picture.",
  mend: "Save the numbers as CSV, or try another browser.",
} as const;
