import { Button, FileButton, Group, Menu, Text } from "@mantine/core";
import { IconChevronDown, IconDownload, IconUpload } from "@tabler/icons-react";
import { useRef, useState } from "react";
import type { TrafficProfile } from "../../../../shared/forecast.ts";
import { trafficPresets } from "../../../../shared/quota-presets.ts";
import { visibleText } from "../../../../shared/visible-text.ts";
import { download } from "../../../components/download.ts";
import { ErrorLine } from "../../../components/ErrorLine.tsx";
import { useAction } from "../../../state/use-action.ts";
import { OwnTrafficButton } from "../OwnTrafficButton.tsx";
import { readScenarioFile, scenarioFileName, scenarioText } from "./scenario-file.ts";
import type { RehearsalForm } from "./use-rehearsal-draft.ts";
import { withPreset, withProfile } from "./with-traffic.ts";

/** Where a scenario comes from, and the way out of the panel. */
export function ScenarioButtons({ form: { request, replace } }: { form: RehearsalForm }) {
  const profiling = useAction();
  const { run, error } = useAction();
  const [said, setSaid] = useState("");
  const resetFile = useRef<() => void>(null);

  const takeProfile = (sentence: string, profile: TrafficProfile | null) => {
    setSaid(sentence);
    if (profile) replace("Your bot's own traffic is filled in.", (draft) => withProfile(draft, profile));
  };
  const takeFile = async (file: File | null) => {
    if (!file) return;
    // So that the same file, once mended, can be chosen again.
    resetFile.current?.();
    const found = await run(() => readScenarioFile(file));
    if (!found) return;
    setSaid("scenario" in found ? "" : visibleText(found.problem));
    if (!("scenario" in found)) return;
    replace(`${visibleText(file.name)} is taken over.`, (draft) => ({ ...draft, scenario: found.scenario }));
  };
  const save = () => {
    if (!request) return;
    const { scenario } = request;
    download(scenarioFileName(scenario), new Blob([scenarioText(scenario)], { type: "application/json" }));
  };

  return (
    <>
      <Group gap={6}>
        <Menu position="bottom-start" withinPortal={false}>
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
              Begin with
            </Button>
          </Menu.Target>
          <Menu.Dropdown maw={420}>
            {trafficPresets.map((preset) => (
              <Menu.Item
                key={preset.id}
                onClick={() => replace(`"${preset.name}" is filled in.`, (draft) => withPreset(draft, preset))}
              >
                <Text size="sm">{preset.name}</Text>
                <Text size="xs" c="dimmed">
                  {preset.description}
                </Text>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <OwnTrafficButton action={profiling} onFound={takeProfile} />
        <FileButton accept=".json,application/json" resetRef={resetFile} onChange={(file) => void takeFile(file)}>
          {(props) => (
            <Button variant="default" leftSection={<IconUpload size={14} aria-hidden />} {...props}>
              Open a file
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          disabled={!request}
          onClick={save}
        >
          Save as a file
        </Button>
      </Group>
      <ErrorLine error={error ?? profiling.error} />
      <Text size="sm" role="status" mt={said === "" ? 0 : 4}>
        {said}
      </Text>
    </>
  );
}
