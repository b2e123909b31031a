import { Button, Checkbox, Group, Popover, Progress, Radio, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { ErrorLine } from "../../../components/ErrorLine.tsx";
import { popoverFit } from "../../../components/popover-fit.ts";
import { formatNumber } from "../../../words/format.ts";
import type { LogFilter } from "../log-filter.ts";
import { type LogFormat, logFormats } from "./log-lines.ts";
import { useLogExport } from "./use-log-export.ts";

interface LogExportProps {
  filter: LogFilter;
  /** How many entries there are to be written; null while nobody knows. */
  count: number | null;
}

/** Takes what is filtered out of Quipdeck, as a file. */
export function LogExport({ filter, count }: LogExportProps) {
  const [format, setFormat] = useState<LogFormat>("jsonl");
  const [leavesOutNames, setLeavesOutNames] = useState(false);
  const { begin, cancel, isRunning, error, written } = useLogExport(filter);
  return (
    <Popover middlewares={popoverFit} position="bottom-end" shadow="md" width={300} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />}>
          {isRunning ? `Exporting, ${formatNumber(written)} written` : "Export"}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Export">
        <Stack gap="xs">
          <Text size="sm">Everything under these filters, without secrets.</Text>
          <Radio.Group label="Format" value={format} onChange={(value) => setFormat(value === "csv" ? "csv" : "jsonl")}>
            <Group gap="md" mt={4}>
              {Object.entries(logFormats).map(([value, { label }]) => (
                <Radio key={value} value={value} label={label} size="xs" disabled={isRunning} />
              ))}
            </Group>
          </Radio.Group>
          <Checkbox
            size="xs"
            label="Leave out names"
            description="No authors, no channels, no mentions, no ids. Names that members typed out stay."
            checked={leavesOutNames}
            disabled={isRunning}
            onChange={({ currentTarget }) => setLeavesOutNames(currentTarget.checked)}
          />
          <ErrorLine error={error} />
          {isRunning ? (
            <ExportProgress written={written} count={count} onCancel={cancel} />
          ) : (
            <Button disabled={count === 0} onClick={() => void begin({ format, leavesOutNames })}>
              Save {count === null ? "all messages" : `${formatNumber(count)} messages`}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ExportProgressProps {
  written: number;
  count: number | null;
  onCancel(): void;
}

function ExportProgress({ written, count, onCancel }: ExportProgressProps) {
  const share = count === null || count === 0 ? null : Math.min(100, (100 * written) / count);
  return (
    <>
      <Progress value={share ?? 100} animated={share === null} aria-label="Messages written" />
      <Group justify="space-between">
        <Text size="sm">{formatNumber(written)} written</Text>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </Group>
    </>
  );
}
